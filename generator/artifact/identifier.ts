import type { GuardedKind } from '../../src/contract/guard.js'

// The one place where names of the author's become TypeScript names. Every name ends in what it names, so that a
// collection, an action and a query of one id do not meet.

/** What the program module declares. */
export type DeclarationKind =
  | 'collection'
  | 'signal'
  | 'port'
  | 'capability'
  | 'action'
  | 'flow'
  | 'projection'
  | 'query'
  | 'mutation'
  | 'role'
  | 'persona'
  | 'scenario'
  | 'session'
  | 'node'
  | 'screen'
  | 'route'

/** The name of a declaration in the emitted program: `listBoardQuery`. */
export function declarationIdentifier(kind: DeclarationKind, id: string): string {
  return camelCase(id) + capitalize(kind)
}

/** The name of a block of rules: `deskClosePreGuards`, `ticketClosedSignalGuards`, `ticketsInvariants`. */
export function guardIdentifier({ kind, primitive, phase }: GuardPlace): string {
  if (kind === 'collection') return `${camelCase(primitive)}Invariants`
  return `${camelCase(primitive)}${capitalize(phase ?? kind)}Guards`
}

interface GuardPlace {
  readonly kind: GuardedKind
  readonly primitive: string
  readonly phase: 'pre' | 'post' | null
}

/** The name of an entrypoint's method in the client: `listBoard`. Any word may be a member, so none is escaped. */
export function methodName(id: string): string {
  return camelCase(id)
}

/** The name of what binds an entrypoint on a surface: `httpListBoardQuery`. */
export function surfaceBindingIdentifier(surface: string, kind: string, id: string): string {
  return surface + pascalCase(id) + capitalize(kind)
}

/** The name of the type of everything that a scenario captures: `FirstOrderCaptured`. */
export function capturedName(scenario: string): string {
  return `${pascalCase(scenario)}Captured`
}

/** What a shape that is declared in `contracts.ts` is for. */
export type ShapeRole =
  | 'record'
  | 'read'
  | 'payload'
  | 'input'
  | 'output'
  | 'row'
  | 'timeline-payload'
  | 'flow-payload'
  | 'flow-state'
  | 'query-input'
  | 'mutation-input'
  | 'route-input'

const roleWords: Readonly<Record<ShapeRole, string>> = {
  record: 'Record',
  read: 'Read',
  payload: 'Payload',
  input: 'Input',
  output: 'Output',
  row: 'Row',
  'timeline-payload': 'TimelinePayload',
  'flow-payload': 'FlowPayload',
  'flow-state': 'FlowState',
  'query-input': 'QueryInput',
  'mutation-input': 'MutationInput',
  'route-input': 'RouteInput',
}

/**
 * The name of a declared shape: `TicketsRecord`. `input` and `output` are those of actions, capabilities and ports.
 * `QueryOutput` is a type of the runtime's own that `contracts.ts` imports.
 */
export function shapeName(role: ShapeRole, id: string): string {
  const name = pascalCase(id) + roleWords[role]
  return name === 'QueryOutput' ? `${name}_` : name
}

/** The type of what a node or a screen is rendered as: `GridNode`, `DeskScreen`. */
export function viewTypeName(kind: 'node' | 'screen', id: string): string {
  return pascalCase(id) + capitalize(kind)
}

/** The name of the shape that stands in a member of another: `TicketsRecordSla`. */
export function nestedShapeName(outer: string, member: string): string {
  return outer + pascalCase(member)
}

/** The name of a step's result or of a join's alias within a function: the author's own, where it may be one. */
export function localIdentifier(name: string): string {
  return reserved.has(name) ? `${name}$` : name
}

/** The name under which `factory.ts` imports a module: `storeModule`. */
export function moduleIdentifier(id: string): string {
  return `${camelCase(id)}Module`
}

/** The name under which `factory.ts` imports a native that a preset gives: `pathNative`. */
export function presetIdentifier(name: string): string {
  return `${camelCase(name)}Native`
}

/** The name of the type of what a guest must export: `TriageGuest`. */
export function guestTypeName(id: string): string {
  return `${pascalCase(id)}Guest`
}

function camelCase(id: string): string {
  const name = pascalCase(id)
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** A word of nothing but separators keeps them as underscores, because some name must be left of it. */
function pascalCase(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const name = words.map(capitalize).join('')
  return name === '' ? '_'.repeat(id.length) : /^[0-9]/.test(name) ? `_${name}` : name
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** What a strict module may not call a value. An author's name holds no `$`, so the escaped name is free. */
const reserved: ReadonlySet<string> = new Set(
  `arguments as async await break case catch class const continue debugger default delete do else enum eval export extends
  false finally for from function get if implements import in instanceof interface let new null of package private protected
  public return set static super switch this throw true try type typeof undefined NaN Infinity Math Map Set Object Array
  Promise String Number Boolean JSON Symbol var void while with yield`.split(/\s+/),
)
