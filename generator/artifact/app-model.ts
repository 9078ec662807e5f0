import type { CollectionColumn } from '../../src/contract/collection.js'
import type { CapabilityRequirement, Deployment } from '../../src/contract/deployment.js'
import type { EffectKind } from '../../src/contract/effect.js'
import type { GuestBundle } from '../../src/contract/guest.js'
import type { HistoryPolicy } from '../../src/contract/history.js'
import type { Json } from '../../src/contract/json.js'
import type { RollbackMode } from './call-syntax.js'
import type { ExpressionModel, TemplateModel } from './expression-model.js'
import type { FlowModel } from './flow-model.js'
import type { GuardModel, InvariantModel } from './guard-model.js'
import type { PortBinding } from './port-binding.js'
import type { PortUser } from './port-need.js'
import type { ProjectionModel } from './projection-model.js'
import type { SuiteModel } from './scenario-model.js'
import type { SessionModel, SessionOutcomeModel } from './session-model.js'
import type { Span } from './span.js'
import type { StepModel } from './step-model.js'
import type { ObjectShape, ValueType } from './value-type.js'
import type { ViewsModel } from './views-model.js'
import type { SurfaceModel } from './wiring-model.js'

export type { ExpressionModel, PathModel, PathStep, TemplateModel } from './expression-model.js'
export type {
  AggregateModel,
  ColumnModel,
  JoinModel,
  ProjectionFieldModel,
  ProjectionModel,
  RecordsModel,
  SortKeyModel,
  SortModel,
  TimelineModel,
} from './projection-model.js'

export type { BindingModel, CallTarget, StepModel } from './step-model.js'

/** What phase 4 needs to know beside the app. */
export interface ModelOptions {
  readonly compilerVersion: string
  /** The folder of the emitted files, relative to the project, with forward slashes: `generated/helpdesk`. */
  readonly generatedDir: string
  /** The way from the folder of the emitted files to the project, with forward slashes: `../..`. */
  readonly projectFromGenerated: string
  /** What built-in natives say of their types, by the name that each has everywhere. */
  readonly declarations: NativeDeclarations
  /** Where something stands, for people: `app.yaml:41`. */
  locate(at: Span): string
}

export type NativeDeclarations = ReadonlyMap<string, NativeDeclaration>

export interface NativeDeclaration {
  /** What stands in `declare module`. */
  readonly body: string
  /** Globals that a guest has with it, and the export that each is. */
  readonly globals: Readonly<Record<string, string>>
}

/**
 * What phase 4 gives: plain JSON, sorted, without spans, with every decision taken. Lists of declarations are in
 * code-unit order of id. Every `identifier` is a legal, unique TypeScript name. `origin` is `app.yaml:41`.
 */
export interface AppModel {
  readonly app: { readonly id: string; readonly name: string; readonly tz: string }
  /** Null where the app records no signals. */
  readonly history: HistoryPolicy | null
  readonly compilerVersion: string
  /** SHA-256 in lower-case hex over the canonical JSON of the parsed spec. */
  readonly specHash: string
  /**
   * SHA-256 in lower-case hex over the canonical JSON of what decides everything in this model but its places:
   * `{ compilerVersion, specHash, deployment, target }`, and `guests` where there are some.
   */
  readonly hash: string
  /** Every object type that `contracts.ts` declares, once each, in code-unit order of name. */
  readonly shapes: readonly ObjectShape[]
  readonly collections: readonly CollectionModel[]
  readonly signals: readonly SignalModel[]
  readonly capabilities: readonly CapabilityModel[]
  /** External ports declared by the spec, and the standard ports that the app calls. */
  readonly ports: readonly PortModel[]
  readonly actions: readonly ActionModel[]
  readonly flows: readonly FlowModel[]
  readonly projections: readonly ProjectionModel[]
  readonly queries: readonly QueryModel[]
  readonly mutations: readonly MutationModel[]
  readonly routes: readonly RouteModel[]
  readonly views: ViewsModel
  /** The queries that a signal affects, for signals that affect some. */
  readonly subscriptions: readonly { readonly signal: string; readonly queries: readonly string[] }[]
  /** Null where nothing speaks of a session. */
  readonly session: SessionModel | null
  readonly access: AccessModel
  readonly suite: SuiteModel
  /** In code-unit order of port. */
  readonly requirements: readonly CapabilityRequirement[]
  /** In code-unit order of type; a surface that binds nothing is not there. */
  readonly surfaces: readonly SurfaceModel[]
  readonly composition: CompositionModel
}

interface Declared {
  readonly id: string
  readonly identifier: string
  readonly origin: string
}

export interface CollectionModel extends Declared {
  readonly record: ObjectShape
  readonly columns: readonly CollectionColumn[]
  readonly indexes: readonly (readonly string[])[]
  readonly invariants: InvariantModel | null
}

export interface SignalModel extends Declared {
  readonly description: string | null
  readonly version: number
  readonly payload: ObjectShape
  /** Over the roots `payload` and `ctx`; null where neither the spec nor a payload member `id` gives one. */
  readonly eventKey: ExpressionModel | null
  /** In order of version. */
  readonly migrations: readonly MigrationModel[]
  readonly guards: GuardModel | null
}

/** The step from one version of a payload to the next, over the root `payload`, of which nothing is known. */
export interface MigrationModel {
  readonly origin: string
  readonly from: number
  readonly payload: TemplateModel
}

export interface PortModel extends Declared {
  readonly version: string
  readonly effects: readonly EffectKind[]
  readonly input: ObjectShape
  readonly output: ObjectShape
  readonly contractHash: string
}

export interface CapabilityModel extends Declared {
  readonly input: ObjectShape
  readonly output: ObjectShape
  readonly steps: readonly StepModel[]
  readonly result: TemplateModel
}

export interface ActionModel extends Declared {
  readonly description: string | null
  readonly effects: readonly EffectKind[]
  readonly input: ObjectShape
  /** Fill absent members of the input, before anything else. */
  readonly defaults: readonly { readonly name: string; readonly value: Json }[]
  readonly steps: readonly StepModel[]
  readonly result: TemplateModel
  /** The TypeScript type of the output: a declared shape's, or the inferred one's. */
  readonly output: ValueType
  /** True when `out` was declared, so that the result is validated at run time against `output`. */
  readonly outputIsDeclared: boolean
  readonly emits: readonly EmitModel[]
  readonly sessionOutcome: SessionOutcomeModel | null
  readonly guards: { readonly pre: GuardModel | null; readonly post: GuardModel | null }
  /** A signal that cannot be emitted ends the action. */
  readonly signalsAbort: boolean
  readonly rollback: RollbackMode
}

export interface EmitModel {
  readonly origin: string
  readonly signal: string
  readonly when: ExpressionModel | null
  readonly payload: TemplateModel
}

interface EntrypointModel extends Declared {
  /** The client's method: `listBoard`. */
  readonly method: string
  readonly input: ObjectShape
  readonly roles: readonly string[] | null
}

export interface QueryModel extends EntrypointModel {
  readonly defaults: readonly { readonly name: string; readonly value: Json }[]
  readonly projection: string
  readonly where: ExpressionModel | null
  /** As of when a timeline is asked; null: always now. */
  readonly asOf: TemplateModel | null
  /** Which of the projection's arguments this query declares as inputs. */
  readonly arguments: readonly {
    readonly argument: 'page' | 'pageSize' | 'search' | 'sortBy' | 'sortOrder'
    readonly input: string
  }[]
  readonly push: PushModel
}

export interface PushModel {
  readonly condition: ConditionModel | null
  readonly complete: boolean
  /** Over `input`, `principal` and `ctx`; the condition names them by position. */
  readonly parameters: readonly ExpressionModel[]
}

/** The same shape as the contract's `Condition`, so that it is printed as it is. */
export type ConditionModel = import('../../src/contract/program.js').Condition

export interface MutationModel extends EntrypointModel {
  readonly action: string
  /** Null: the whole input is passed through. */
  readonly actionInput: TemplateModel | null
  /** The action's input needs no second validation. */
  readonly inputIsProven: boolean
  readonly effects: readonly EffectKind[]
  readonly output: ValueType
  readonly rollback: RollbackMode
}

export interface RouteModel extends EntrypointModel {
  readonly defaults: readonly { readonly name: string; readonly value: Json }[]
  readonly screen: string
  /** The inputs that are laid over the session. */
  readonly overlay: readonly string[]
}

export interface AccessModel {
  readonly defaultPolicy: 'allow' | 'deny'
  /** Every declared role, each after those it extends; `anonymous` and `authenticated` first. */
  readonly roles: readonly RoleModel[]
}

export interface RoleModel {
  readonly id: string
  readonly identifier: string
  readonly origin: string | null
  readonly derivation:
    | { readonly kind: 'authenticated' | 'anonymous' | 'never' }
    | { readonly kind: 'rules'; readonly extends: readonly string[]; readonly rules: readonly RoleRuleModel[] }
}

export type RoleRuleModel =
  | { readonly kind: 'is-authenticated' }
  | { readonly kind: 'claim-equals'; readonly claim: string; readonly value: Json }

export interface CompositionModel {
  /** Null where no manifest was given. */
  readonly deployment: Deployment | null
  readonly target: 'node' | 'edge'
  /** In code-unit order of port. */
  readonly bindings: readonly PortBinding[]
  /** In manifest order: what `factory.ts` imports. */
  readonly modules: readonly ModuleModel[]
  /** In manifest order. */
  readonly guests: readonly GuestModel[]
  /** What guests may require, for `guest.d.ts`; in code-unit order of name. */
  readonly guestNatives: readonly NativeTypesModel[]
  /** Natives that presets give and guests use: `factory.ts` imports them too. In code-unit order of name. */
  readonly presetNatives: readonly PresetNativeModel[]
  readonly needs: readonly PortNeedModel[]
}

export interface ModuleModel {
  readonly id: string
  readonly identifier: string
  readonly kind: 'provider' | 'native' | 'initializer' | 'guest'
  readonly source: string
  /** What the emitted import names: `tenon/store/sqlite`, `../../providers/ids.js`, a package. */
  readonly specifier: string
  /** Port ids that it serves in this app. */
  readonly serves: readonly string[]
  /** What guests require it by: a native's names, what an initializer registers. */
  readonly names: readonly string[]
  /** The ids of the modules that it requires, in authored order. */
  readonly requires: readonly string[]
  readonly origin: string
}

export interface GuestModel {
  readonly bundle: GuestBundle
  /** The type of what it must export: `TriageGuest`. */
  readonly type: string
  /** The presets' natives that it is granted, by name. */
  readonly presetNatives: readonly string[]
  readonly origin: string
}

/** What TypeScript knows of a name that guests may require. */
export type NativeTypesModel = {
  readonly name: string
  readonly hasTwin: boolean
  readonly globals: readonly GlobalModel[]
} & (
  | {
      /** A built-in, which says so itself. */
      readonly kind: 'declared'
      /** What stands in its `declare module`. */
      readonly body: string
    }
  /** Another name of one that is declared. */
  | { readonly kind: 'alias'; readonly of: string }
  /** A native whose source says it. */
  | { readonly kind: 'source'; readonly specifier: string }
  /** What is registered when a runtime is made. */
  | { readonly kind: 'unknown' }
)

/** A global that a guest has with a native: one of its exports. */
export interface GlobalModel {
  readonly global: string
  readonly member: string
  /** It is a class, and so a type as well. */
  readonly isClass: boolean
}

export interface PresetNativeModel {
  readonly name: string
  readonly identifier: string
  readonly specifier: string
}

export interface PortNeedModel {
  readonly port: string
  readonly version: string
  readonly neededBy: readonly PortUser[]
}
