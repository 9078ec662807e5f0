import type { CapabilityRequirement } from '../../src/contract/deployment.js'
import type { EffectKind } from '../../src/contract/effect.js'
import type { HistoryPolicy } from '../../src/contract/history.js'
import type { Json } from '../../src/contract/json.js'
import type { ExpressionModel, RoleModel, TemplateModel } from './app-model.js'
import type { RollbackMode } from './call-syntax.js'
import type { PortFacts } from './checked-composition.js'
import type { CheckedSession, CheckedSessionOutcome } from './checked-session.js'
import type { CheckedStep } from './checked-step.js'
import type { CheckedRoute, CheckedViews } from './checked-views.js'
import type { CheckedFlow } from './flow-model.js'
import type { CheckedGuards, CheckedInvariants } from './guard-model.js'
import type { ProjectionParts } from './projection-model.js'
import type { CheckedSuite } from './scenario-model.js'
import type { Located, Span } from './span.js'
import type { ObjectShape, ValueType } from './value-type.js'
import type { CheckedSurface } from './wiring-model.js'

export type {
  CheckedCallStep,
  CheckedExpressionStep,
  CheckedIfStep,
  CheckedSetStep,
  CheckedStep,
  CheckedTarget,
  StepResult,
} from './checked-step.js'

/**
 * What phase 3 gives of the app spec: every name is resolved, every rule holds, every shape and every type is known.
 * Expressions and templates are in the model's form already, since only statements still need their place. Declarations
 * are in authored order.
 */
export interface CheckedSpec {
  /** The parsed document before defaults. */
  readonly json: Json
  readonly app: { readonly id: string; readonly name: string; readonly tz: string }
  /** Null where the app records no signals. */
  readonly history: HistoryPolicy | null
  readonly collections: readonly CheckedCollection[]
  readonly signals: readonly CheckedSignal[]
  readonly capabilities: readonly CheckedCapability[]
  /** The external ports of the spec, and the standard ports that an action calls, but for those that the store serves. */
  readonly ports: readonly CheckedPort[]
  readonly actions: readonly CheckedAction[]
  readonly flows: readonly CheckedFlow[]
  readonly projections: readonly CheckedProjection[]
  readonly queries: readonly CheckedQuery[]
  readonly mutations: readonly CheckedMutation[]
  readonly routes: readonly CheckedRoute[]
  readonly views: CheckedViews
  /** Null where nothing speaks of a session. */
  readonly session: CheckedSession | null
  readonly access: CheckedAccess
  readonly surfaces: readonly CheckedSurface[]
  readonly suite: CheckedSuite
  readonly portFacts: PortFacts
  /** In code-unit order of port. */
  readonly requirements: readonly CheckedRequirement[]
}

export type CheckedRequirement = Omit<CapabilityRequirement, 'contractHash'>

interface Declared extends Located {
  readonly id: string
}

export interface CheckedCollection extends Declared {
  readonly record: ObjectShape
  readonly invariants: CheckedInvariants | null
}

export interface CheckedSignal extends Declared {
  readonly description: string | null
  readonly version: number
  readonly payload: ObjectShape
  /** As written; null where the spec gives none. */
  readonly eventKey: ExpressionModel | null
  readonly migrations: readonly CheckedMigration[]
  readonly guards: CheckedGuards | null
}

/** The step from one version of a payload to the next. */
export interface CheckedMigration extends Located {
  readonly from: number
  readonly payload: TemplateModel
}

export interface CheckedPort {
  readonly id: string
  /** Null for a standard port. */
  readonly at: Span | null
  readonly version: string
  readonly effects: readonly EffectKind[]
  readonly input: ObjectShape
  readonly output: ObjectShape
}

export interface CheckedCapability extends Declared {
  readonly input: ObjectShape
  readonly output: ObjectShape
  readonly steps: readonly CheckedStep[]
  readonly result: TemplateModel
}

/** A member that is filled where it is absent; timestamps are normalised. */
export interface CheckedDefault {
  readonly name: string
  readonly value: Json
}

export interface CheckedAction extends Declared {
  readonly description: string | null
  /** As listed, in code-unit order. */
  readonly effects: readonly EffectKind[]
  readonly input: ObjectShape
  readonly defaults: readonly CheckedDefault[]
  readonly steps: readonly CheckedStep[]
  readonly result: TemplateModel
  readonly output: ValueType
  readonly outputIsDeclared: boolean
  readonly emits: readonly CheckedEmit[]
  readonly sessionOutcome: CheckedSessionOutcome | null
  readonly guards: { readonly pre: CheckedGuards | null; readonly post: CheckedGuards | null }
  readonly signalsAbort: boolean
  readonly rollback: RollbackMode
}

export interface CheckedEmit extends Located {
  readonly signal: string
  readonly when: ExpressionModel | null
  readonly payload: TemplateModel
}

/** A projection in the model's form, but for its names, its hash and the order of what is sorted later. */
export type CheckedProjection = Declared & ProjectionParts & { readonly guards: CheckedGuards | null }

interface CheckedEntrypoint extends Declared {
  readonly input: ObjectShape
  readonly roles: readonly string[] | null
}

export interface CheckedQuery extends CheckedEntrypoint {
  readonly defaults: readonly CheckedDefault[]
  readonly projection: string
  readonly where: ExpressionModel | null
  readonly asOf: TemplateModel | null
}

export interface CheckedMutation extends CheckedEntrypoint {
  readonly action: string
  readonly actionInput: TemplateModel | null
  readonly inputIsProven: boolean
}

export interface CheckedAccess {
  readonly defaultPolicy: 'allow' | 'deny'
  readonly roles: readonly CheckedRole[]
}

/** `at` is null for a built-in role that the spec does not mention. */
export interface CheckedRole extends Pick<RoleModel, 'id' | 'derivation'> {
  readonly at: Span | null
}
