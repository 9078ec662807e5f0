import type { GuestExport, GuestMember, GuestSource } from '../../artifact/guest-source.js'
import type { Span } from '../../artifact/span.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { findNearest, joinWords, respell } from '../../diagnostic/suggest.js'
import type { KnownModule } from './known-module.js'

/** Finds ports that a guest provides and has no function for, and what else its default export holds. */
export function checkGuestExport(
  module: KnownModule,
  { exported, entry }: GuestSource,
  declared: ReadonlySet<string>,
): readonly Diagnostic[] {
  const ports = module.provides.map(({ port }) => port)
  switch (exported.kind) {
    case 'unknown':
      return []
    case 'none':
      return [wrongExport(module, entry, 'there is none', `export default { ${ports.map(sayFunction).join(', ')} }`)]
    case 'other':
      return [wrongExport(module, exported.at, 'it is no object with a function for each port', null)]
    case 'object':
      return checkMembers(module, exported, { ports, declared })
  }
}

type GuestObject = GuestExport & { readonly kind: 'object' }

interface Ports {
  /** Those that the module provides. */
  readonly ports: readonly string[]
  /** Those that there are. */
  readonly declared: ReadonlySet<string>
}

function checkMembers(module: KnownModule, exported: GuestObject, { ports, declared }: Ports): readonly Diagnostic[] {
  const { members, isComplete, at } = exported
  const missing = ports.filter((port) => !members.some(({ name }) => name === port) && declared.has(port))
  // A port that does not exist has been told, and may be meant for one of these.
  const mayBeMeant = ports.some((port) => !declared.has(port))
  const extra = members.filter(({ name }) => !ports.includes(name) && !(mayBeMeant && declared.has(name)))
  const misspelt = new Map(extra.map((member) => [member, findNearest(member.name, missing)]))
  const meant = [...misspelt.values()]
  const absent = isComplete ? missing.filter((port) => !meant.includes(port)) : []
  return [
    ...extra.map((member) => extraMember(module, member, misspelt.get(member) ?? null)),
    ...members
      .filter(({ name, mayBeFunction }) => ports.includes(name) && !mayBeFunction)
      .map((member) => wrongExport(module, member.at, `"${member.name}" is no function`, null)),
    ...(absent.length === 0 ? [] : [missingMembers(module, at, absent)]),
  ]
}

function extraMember(module: KnownModule, { name, at }: GuestMember, meant: string | null): Diagnostic {
  const hint =
    meant === null ? `remove it, or add the port to the "provides" of "${module.id}"` : `did you mean "${meant}"?`
  const fixes = meant === null ? [] : respell({ text: name, at }, [meant])
  return { ...wrongExport(module, at, `"${name}" is no port that the module provides`, hint), fixes }
}

function missingMembers(module: KnownModule, at: Span, ports: readonly string[]): Diagnostic {
  const names = joinWords(ports.map((port) => `"${port}"`))
  return wrongExport(module, at, `it has no function for ${names}`, `add ${ports.map(sayFunction).join(', ')}`)
}

function sayFunction(port: string): string {
  return `"${port}": (input, call) => …`
}

function wrongExport(module: KnownModule, at: Span, problem: string, hint: string | null): Diagnostic {
  const [first] = module.provides
  const related = [{ note: 'what it provides', at: first?.at ?? module.syntax.at }]
  return diagnostic('guest_export_missing_error', at, { module: module.id, problem }, { related, hint })
}
