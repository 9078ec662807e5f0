import type { TemplateSyntax } from '../../artifact/documents.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { findNearest, suggestName } from '../../diagnostic/suggest.js'
import { type Context, within } from '../expression/scope.js'

type Members = TemplateSyntax & { readonly kind: 'object' }

/** What a call that writes takes. */
interface Taken {
  /** As in `the input of port "collections.write"`. */
  readonly owner: string
  readonly members: readonly string[]
}

/** Reports members that a writing call does not take, and a call that has neither one patch nor several, or both. */
export function reportWriteForm(given: Members, { owner, members }: Taken, context: Context): void {
  const { path, found } = context
  const written = given.entries.map(({ name }) => name.text)
  const isOpen = !written.includes('patch') && !written.includes('patches')
  // A misspelt member is one mistake, not one too many and another too few.
  const has = (name: string): boolean =>
    written.includes(name) || (isOpen && written.some((one) => findNearest(one, members) === name))
  for (const { name } of given.entries) {
    if (members.includes(name.text)) continue
    const extras = { path: within(context, name.text).path, ...suggestName(name, members) }
    const problem = `${owner} has no member "${name.text}"`
    found.push(diagnostic('spec_contract_conflict_error', name.at, { problem }, extras))
  }
  const problem = findFormProblem(owner, (name) => members.includes(name) && has(name))
  if (problem !== null) found.push(diagnostic('spec_contract_conflict_error', given.at, { problem }, { path }))
}

function findFormProblem(owner: string, has: (name: string) => boolean): string | null {
  if (has('patch') && has('patches')) return `${owner} is either "patch" or "patches"`
  if (!has('patch') && !has('patches')) return `${owner} requires "patch" or "patches"`
  return has('patch') && has('atomicity') ? '"atomicity" says how several "patches" commit; one "patch" has none' : null
}
