import type { QuerySyntax } from '../../artifact/documents.js'
import type { ExpressionSyntax } from '../../artifact/expression-syntax.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import type { DeclaredProjection } from '../declaration/declarations.js'

/** Finds what the filter of a projection reads of the input and no query of the projection has: it is null in every call. */
export function findUnknownInputs(
  projections: Iterable<DeclaredProjection>,
  queries: readonly QuerySyntax[],
): readonly Diagnostic[] {
  const known = [...projections]
  const isMissing = queries.some(({ projection }) => known.every(({ id }) => id !== projection.text))
  // A query whose projection does not exist may be one of this one.
  if (isMissing) return []
  return known.flatMap(({ id, path, syntax }) => {
    const own = queries.filter(({ projection }) => projection.text === id)
    // A timeline is accumulated once for all calls: its filter sees no input, which is told elsewhere.
    if (own.length === 0 || syntax.where === null || syntax.strategy === 'timeline') return []
    const names = new Set(own.flatMap((query) => query.in.map(({ name }) => name.text)))
    return listReads(syntax.where, `${path}.where`).flatMap((read) => {
      const [, member] = read.variable.segments
      return member === undefined || names.has(member) ? [] : [unknownInput(id, member, { ...read, names })]
    })
  })
}

type Variable = ExpressionSyntax & { readonly kind: 'var' }

interface Read {
  readonly variable: Variable
  readonly path: string
}

interface UnknownRead extends Read {
  readonly names: ReadonlySet<string>
}

function unknownInput(projection: string, member: string, { variable, path, names }: UnknownRead): Diagnostic {
  const { text, at } = variable.path
  const problem = `no query of projection "${projection}" has an input "${member}"`
  const extras = { path, ...suggestName({ text: member, at }, names) }
  return diagnostic('expression_reference_error', at, { path: text, problem }, extras)
}

/** The paths of an expression that lead into the input. */
function listReads(expression: ExpressionSyntax, path: string): readonly Read[] {
  switch (expression.kind) {
    case 'literal':
      return []
    case 'list':
      return expression.items.flatMap((item, index) => listReads(item, `${path}.${index}`))
    case 'var': {
      const { segments, fallback } = expression
      const inner = fallback === null ? [] : listReads(fallback, `${path}.var.1`)
      const own = fallback === null ? `${path}.var` : `${path}.var.0`
      return segments[0] === 'input' ? [{ variable: expression, path: own }, ...inner] : inner
    }
    case 'operator': {
      const { arguments: args, operator } = expression
      const whole = `${path}.${operator}`
      return args.flatMap((one, index) => listReads(one, args.length > 1 ? `${whole}.${index}` : whole))
    }
  }
}
