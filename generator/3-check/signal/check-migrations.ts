import type { CheckedMigration } from '../../artifact/checked-app.js'
import type { MigrationSyntax } from '../../artifact/documents.js'
import type { Span } from '../../artifact/span.js'
import { type Diagnostic, diagnostic, type Related } from '../../diagnostic/diagnostic.js'
import type { DeclaredSignal } from '../declaration/declarations.js'
import { type Context, scopeOf, within } from '../expression/scope.js'
import { checkTemplate } from '../template/check-template.js'
import { contractOf } from '../template/contract.js'
import { unknownType } from '../type/nullable.js'

/**
 * Checks the steps that lift payloads of older versions. What those held is not known, so that only the last step can be
 * held against a payload: the current one.
 */
export function checkMigrations(
  { id, path, syntax, payload }: DeclaredSignal,
  found: Diagnostic[],
): CheckedMigration[] {
  const context = { scope: scopeOf('a step of "migrate"', [['payload', unknownType]]), path: `${path}.migrate`, found }
  const before = found.length
  reportChain(syntax.migrate, syntax.version, context)
  // Where the chain is broken, nobody knows which step gives the current payload.
  const isBroken = found.length > before
  return syntax.migrate.map((step, index) => {
    const isLast = step.from.version === syntax.version - 1
    const contract = isLast && !isBroken ? contractOf(`the payload of signal "${id}"`, payload) : null
    const made = checkTemplate(step.payload, contract, within(within(context, index), 'payload'))
    return { at: step.at, from: step.from.version, payload: made }
  })
}

/** Each version from the oldest step on is taken by one step, up to the one before the current version. */
function reportChain(steps: readonly MigrationSyntax[], current: number, { path, found }: Context): void {
  const report = (index: number, at: Span, problem: string, related: readonly Related[] = []): void => {
    const extras = { path: `${path}.${index}.from_version`, related }
    found.push(diagnostic('signal_migration_chain_error', at, { problem }, extras))
  }
  const taken = new Map<number, number>()
  for (const [index, { from }] of steps.entries()) {
    const earlier = steps[taken.get(from.version) ?? -1]
    if (from.version >= current)
      report(index, from.at, `the signal is at version ${current}, and this step takes version ${from.version}`)
    else if (earlier !== undefined) {
      const related = [{ note: 'the other one stands here', at: earlier.from.at }]
      report(index, from.at, `two steps take version ${from.version}`, related)
    } else taken.set(from.version, index)
  }
  // A step that takes a wrong version is the one that is missed before it.
  const isTaken = (index: number): boolean => [...taken.values()].includes(index)
  for (const [version, index] of taken) {
    if (steps[index + 1] !== undefined && !isTaken(index + 1)) continue
    const step = steps[index]
    if (step === undefined || version + 1 === current || taken.has(version + 1)) continue
    const problem = `this step gives version ${version + 1}, and no step takes that; the signal is at version ${current}`
    report(index, step.from.at, problem)
  }
}
