import type { RequirementSyntax } from '../../artifact/call-syntax.js'
import type { SpecSyntax } from '../../artifact/documents.js'
import { type PortNeed, sayUser } from '../../artifact/port-need.js'
import { runtimePorts } from '../../artifact/standard-ports.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { rewording } from '../../diagnostic/fix.js'
import { suggestName } from '../../diagnostic/suggest.js'
import type { Declarations } from '../declaration/declarations.js'
import type { Use } from './port-use.js'

/** Checks that required ports exist, are required in one way, and that what is unreachable is not called. */
export function checkRequirements(
  { requirements }: SpecSyntax,
  declarations: Declarations,
  needs: readonly PortNeed[],
): readonly Diagnostic[] {
  const versions = versionsOf(declarations)
  const first = new Map<string, RequirementSyntax>()
  return requirements.flatMap((requirement, index) => {
    const path = `wiring.requirements.capabilities.${index}`
    const missing = findMissing(requirement, versions, path)
    if (missing !== null) return [missing]
    const earlier = first.get(requirement.port.text)
    if (earlier === undefined) first.set(requirement.port.text, requirement)
    if (earlier !== undefined && earlier.mode !== requirement.mode) return [ambiguous(earlier, requirement, path)]
    return earlier === undefined
      ? findImpossible(requirement, findUser(requirement.port.text, declarations, needs), path)
      : []
  })
}

/** Ports that the runtime alone calls may be required like any other. */
function versionsOf({ callables }: Declarations): ReadonlyMap<string, string> {
  const called = [...callables.values()].flatMap((callable) =>
    callable.kind === 'port' ? [[callable.id, callable.version] as const] : [],
  )
  return new Map([...runtimePorts.map((id) => [id, '1.0.0'] as const), ...called])
}

function findMissing(
  { port, version }: RequirementSyntax,
  versions: ReadonlyMap<string, string>,
  path: string,
): Diagnostic | null {
  const known = versions.get(port.text)
  if (known === version.text) return null
  const extras =
    known === undefined
      ? { path: `${path}.portId`, ...suggestName(port, versions.keys()) }
      : {
          path: `${path}.portVersion`,
          hint: `the version of ${port.text} is ${known}`,
          fixes: [rewording(version, known, true)],
        }
  const values = { kind: 'port', id: known === undefined ? port.text : `${port.text}@${version.text}` }
  return diagnostic('spec_reference_not_found_error', known === undefined ? port.at : version.at, values, extras)
}

function ambiguous(earlier: RequirementSyntax, { port, mode, modeAt }: RequirementSyntax, path: string): Diagnostic {
  const related = [{ note: 'first required here', at: earlier.modeAt }]
  const values = { port: port.text, first: earlier.mode, second: mode }
  return diagnostic('reachability_requirement_ambiguous', modeAt, values, { path: `${path}.mode`, related })
}

/** What the store of an app serves is a part of the app: there is no other place that it could be reached at. */
const ownPorts = /^(collections|history|session)\./

function findImpossible(
  { port, mode, modeAt }: RequirementSyntax,
  user: User | null,
  path: string,
): readonly Diagnostic[] {
  if (mode === 'delegated' && ownPorts.test(port.text)) {
    const values = { what: `the mode "delegated" of ${port.text}` }
    return [diagnostic('spec_section_unsupported_error', modeAt, values, { path: `${path}.mode` })]
  }
  if (mode !== 'unreachable' || user === null) return []
  const problem = `the port "${port.text}" is required to be unreachable, and ${sayUser(user.by)} uses it`
  const related = [{ note: 'it is used here', at: user.at }]
  return [diagnostic('spec_contract_conflict_error', modeAt, { problem }, { path: `${path}.mode`, related })]
}

type User = Pick<Use, 'by' | 'at'>

/** What uses a port first: what an entrypoint reaches, else an action that none reaches. */
function findUser(port: string, { callables }: Declarations, needs: readonly PortNeed[]): User | null {
  const need = needs.find((one) => one.port === port)
  const [by] = need?.neededBy ?? []
  if (need !== undefined && by !== undefined) return { by, at: need.at }
  for (const callable of callables.values()) {
    const call = callable.kind === 'action' ? callable.calls.find(({ target }) => target.text === port) : undefined
    if (call !== undefined) return { by: { kind: 'action', id: callable.id }, at: call.target.at }
  }
  return null
}
