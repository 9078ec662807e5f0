import type { EffectKind } from '../../../src/contract/effect.js'
import type { HistoryPolicy } from '../../../src/contract/history.js'
import type {
  ActionSyntax,
  CollectionSyntax,
  LocalCapabilitySyntax,
  ProjectionSyntax,
  SignalSyntax,
  SpecSyntax,
} from '../../artifact/documents.js'
import type { FlowSyntax } from '../../artifact/flow-syntax.js'
import type { Located, Span } from '../../artifact/span.js'
import type { ObjectShape } from '../../artifact/value-type.js'
import type { DeclaredSession } from '../session/declared-session.js'
import type { Call } from './list-calls.js'

/** Everything of a spec that has an id and can be named elsewhere; of two with one id, the first. */
export interface Declarations {
  readonly collections: ReadonlyMap<string, DeclaredCollection>
  readonly signals: ReadonlyMap<string, DeclaredSignal>
  /** Local capabilities, external ports, standard ports and actions: what a call step may name. */
  readonly callables: ReadonlyMap<string, Callable>
  /** Actions whose id is that of something else, which has been told. */
  readonly shadowed: ReadonlySet<string>
  readonly projections: ReadonlyMap<string, DeclaredProjection>
  readonly flows: ReadonlyMap<string, DeclaredFlow>
  /** Null where the app records no signals. */
  readonly history: HistoryPolicy | null
  readonly session: DeclaredSession
  /** The scenarios as they are written: their rules may ask for a judge, too. */
  readonly scenarios: SpecSyntax['scenarios']
  /** Declared roles and the built-in ones. */
  readonly roles: ReadonlySet<string>
}

interface Declared<Syntax> extends Located {
  readonly id: string
  readonly syntax: Syntax
  readonly path: string
}

export interface DeclaredCollection extends Declared<CollectionSyntax> {
  readonly record: ObjectShape
  /** What reading one record gives: the record, or null. */
  readonly read: ObjectShape
}

export interface DeclaredSignal extends Declared<SignalSyntax> {
  readonly payload: ObjectShape
}

export type DeclaredProjection = Declared<ProjectionSyntax>

export interface DeclaredFlow extends Declared<FlowSyntax> {
  /** Every member is there, null where it has no value. */
  readonly state: ObjectShape
  readonly calls: readonly Call[]
}

export type Callable = DeclaredCapability | DeclaredPort | DeclaredAction

export interface DeclaredCapability extends Declared<LocalCapabilitySyntax> {
  readonly kind: 'capability'
  readonly input: ObjectShape
  readonly output: ObjectShape
}

/** An external or a standard port; `at` is null for a standard one. */
export interface DeclaredPort {
  readonly kind: 'port'
  readonly id: string
  readonly at: Span | null
  readonly version: string
  readonly effects: readonly EffectKind[]
  readonly input: ObjectShape
  readonly output: ObjectShape
}

export interface DeclaredAction extends Declared<ActionSyntax> {
  readonly kind: 'action'
  /** As listed, in code-unit order, once each. */
  readonly effects: readonly EffectKind[]
  readonly input: ObjectShape
  /** The inputs that a default fills. */
  readonly filled: ReadonlySet<string>
  readonly calls: readonly Call[]
}

/** The roles that exist in every app. */
export const builtInRoles: readonly string[] = ['anonymous', 'authenticated']
