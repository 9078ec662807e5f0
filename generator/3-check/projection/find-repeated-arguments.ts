import type { ProjectionSyntax } from '../../artifact/documents.js'
import type { Text } from '../../artifact/node.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'

interface Argument {
  readonly name: Text | null
  readonly place: string
}

/** Finds inputs that two arguments of a projection are taken from: a value can only be meant for one of them. */
export function findRepeatedArguments({
  path,
  syntax,
}: {
  readonly path: string
  readonly syntax: ProjectionSyntax
}): readonly Diagnostic[] {
  const first = new Map<string, Text>()
  return listArguments(syntax).flatMap(({ name, place }) => {
    if (name === null) return []
    const earlier = first.get(name.text)
    first.set(name.text, earlier ?? name)
    if (earlier === undefined) return []
    const problem = `two arguments are taken from the input "${name.text}"`
    const related = [{ note: 'the other one is here', at: earlier.at }]
    const extras = { path: `${path}.${place}`, related }
    return [diagnostic('projection_plan_invalid_error', name.at, { problem }, extras)]
  })
}

function listArguments({ pagination, search, sort }: ProjectionSyntax): readonly Argument[] {
  const chosen = sort?.kind === 'chosen' ? sort : null
  return [
    { name: pagination.pageArg, place: 'pagination.page_arg' },
    { name: pagination.pageSizeArg, place: 'pagination.page_size_arg' },
    { name: search?.arg ?? null, place: 'search.arg' },
    { name: chosen?.byArg ?? null, place: 'sort.by_arg' },
    { name: chosen?.orderArg ?? null, place: 'sort.order_arg' },
  ]
}
