import type { GuestLimits } from '../../src/contract/guest.js'
import type { Json } from '../../src/contract/json.js'
import type { FailureSyntax, RequirementSyntax } from './call-syntax.js'
import type { ExpressionSyntax, FieldMap, TemplateSyntax } from './expression-syntax.js'
import type { FlowSyntax } from './flow-syntax.js'
import type { ActionGuardSyntax, GuardSyntax, InvariantSyntax } from './guard-syntax.js'
import type { Entry, MapNode, Node, Text } from './node.js'
import type { ProjectionSyntax } from './projection-syntax.js'
import type { PersonaSyntax, ScenarioSyntax } from './scenario-syntax.js'
import type { SessionOutcomeSyntax, SessionSyntax } from './session-syntax.js'
import type { Located, Span } from './span.js'
import type { ExpressionStepSyntax, StepSyntax } from './step-syntax.js'
import type { RouteSyntax, ViewsSyntax } from './views-syntax.js'
import type { WiringSyntax } from './wiring-syntax.js'

export type { ExpressionSyntax, FieldMap, ScalarWord, TemplateSyntax, TypeSyntax } from './expression-syntax.js'
export type {
  AggregateProjectionSyntax,
  CollectionProjectionSyntax,
  FieldReferenceSyntax,
  JoinEdgeSyntax,
  JoinProjectionSyntax,
  PaginationSyntax,
  ProjectionSyntax,
  SearchSyntax,
  SortSyntax,
  TimelineProjectionSyntax,
} from './projection-syntax.js'
export type { CallStepSyntax, ExpressionStepSyntax, IfStepSyntax, StepSyntax } from './step-syntax.js'

/** What phase 2 gives: both documents with right shapes; every node knows its place; no name is resolved. */
export interface Documents {
  readonly spec: SpecSyntax
  readonly manifest: ManifestSyntax
}

// ---- the app spec

export interface SpecSyntax extends Located {
  /** The paths of the files that it was put together from: the root file, then those that it includes, in order. */
  readonly files: readonly string[]
  /** The whole document before defaults, without `include`: what the spec hash is taken over. */
  readonly json: Json
  readonly app: AppSyntax
  readonly collections: readonly Entry<CollectionSyntax>[]
  readonly signals: readonly Entry<SignalSyntax>[]
  readonly capabilities: readonly Entry<CapabilitySyntax>[]
  readonly actions: readonly Entry<ActionSyntax>[]
  readonly flows: readonly Entry<FlowSyntax>[]
  readonly projections: readonly Entry<ProjectionSyntax>[]
  readonly queries: readonly QuerySyntax[]
  readonly mutations: readonly MutationSyntax[]
  readonly personas: readonly Entry<PersonaSyntax>[]
  readonly scenarios: readonly Entry<ScenarioSyntax>[]
  readonly routes: readonly RouteSyntax[]
  readonly session: SessionSyntax | null
  readonly views: ViewsSyntax
  readonly access: AccessSyntax
  /** Of the section `wiring`. */
  readonly requirements: readonly RequirementSyntax[]
  readonly wiring: WiringSyntax
}

export interface AppSyntax extends Located {
  readonly id: Text
  readonly name: Text
  readonly tz: Text
  readonly history: HistorySyntax | null
}

/** `retention` is a duration as written. */
export interface HistorySyntax extends Located {
  readonly enabled: boolean
  readonly provider: Text | null
  readonly retention: Text | null
}

export interface CollectionSyntax extends Located {
  readonly fields: FieldMap
  readonly invariants: InvariantSyntax | null
}

export interface SignalSyntax extends Located {
  readonly description: Text | null
  readonly version: number
  readonly payload: FieldMap
  readonly eventKey: ExpressionSyntax | null
  readonly migrate: readonly MigrationSyntax[]
  readonly guards: GuardSyntax | null
}

/** How a payload of one version becomes one of the next. */
export interface MigrationSyntax extends Located {
  readonly from: { readonly version: number; readonly at: Span }
  readonly payload: TemplateSyntax
}

export type CapabilitySyntax = LocalCapabilitySyntax | ExternalCapabilitySyntax

export interface LocalCapabilitySyntax extends Located {
  readonly kind: 'local'
  readonly in: FieldMap
  readonly out: FieldMap
  readonly do: readonly ExpressionStepSyntax[]
  readonly return: TemplateSyntax
}

export interface ExternalCapabilitySyntax extends Located {
  readonly kind: 'external'
  readonly version: Text | null
  readonly in: FieldMap
  readonly out: FieldMap
  /** Null: not given, which means `[network]`. */
  readonly effects: readonly Text[] | null
}

export interface ActionSyntax extends Located {
  readonly description: Text | null
  readonly effects: readonly Text[]
  /** The whole list; null where there is none. */
  readonly effectsAt: Span | null
  readonly in: FieldMap
  /** The declared output; null where it is to be inferred from `return`. */
  readonly out: FieldMap | null
  readonly defaults: readonly Entry<Node>[]
  readonly guards: ActionGuardSyntax | null
  readonly do: readonly StepSyntax[]
  readonly emits: readonly EmitSyntax[]
  readonly return: TemplateSyntax | null
  readonly sessionOutcome: SessionOutcomeSyntax | null
  readonly failure: FailureSyntax
}

export interface EmitSyntax extends Located {
  readonly signal: Text
  readonly when: ExpressionSyntax | null
  readonly payload: TemplateSyntax
}

interface EntrypointParts extends Located {
  readonly id: Text
  readonly in: FieldMap
  readonly access: { readonly roles: readonly Text[] } | null
}

export interface QuerySyntax extends EntrypointParts {
  readonly defaults: readonly Entry<Node>[]
  readonly where: ExpressionSyntax | null
  readonly projection: Text
  readonly asOf: TemplateSyntax | null
}

export interface MutationSyntax extends EntrypointParts {
  readonly action: Text
  /** Null: `input: {}`, the whole input is passed through. */
  readonly input: (TemplateSyntax & { readonly kind: 'object' }) | null
}

export interface AccessSyntax extends Located {
  readonly defaultPolicy: 'allow' | 'deny'
  readonly roles: readonly Entry<RoleSyntax>[]
}

export interface RoleSyntax extends Located {
  readonly description: Text | null
  readonly extends: readonly Text[]
  readonly derive: readonly RoleRuleSyntax[]
}

export type RoleRuleSyntax =
  | (Located & { readonly kind: 'is-authenticated' })
  | (Located & { readonly kind: 'claim-equals'; readonly claim: Text; readonly value: Json })

// ---- the module manifest

export interface ManifestSyntax extends Located {
  /** The path of the app spec, relative to the manifest; null: `app.yaml` beside it. */
  readonly app: Text | null
  readonly out: Text | null
  readonly target: 'node' | 'edge'
  readonly presets: readonly Text[]
  readonly modules: readonly ModuleSyntax[]
  readonly bindings: readonly Entry<Text>[]
  /** False where the project has no manifest file, or the in-memory form got none. */
  readonly given: boolean
}

export type ModuleKind = 'provider' | 'native' | 'initializer' | 'guest'

export interface ModuleSyntax extends Located {
  readonly id: Text
  readonly kind: ModuleKind
  readonly kindAt: Span
  readonly source: Text
  readonly name: Text | null
  readonly aliases: readonly Text[]
  readonly capabilities: readonly Text[]
  /** Null: not given; a built-in's default is known. */
  readonly provides: readonly PortReferenceSyntax[] | null
  readonly registers: readonly Text[]
  readonly requires: readonly Text[]
  readonly claims: readonly Text[]
  readonly config: MapNode | null
  /** The keys of guests, with their defaults; of no meaning for another kind. */
  readonly guest: GuestPolicySyntax
}

/** What a guest may use, and how it runs. */
export interface GuestPolicySyntax {
  readonly lifetime: 'call' | 'runtime'
  readonly isolation: 'inline' | 'worker'
  readonly limits: GuestLimits
  /** Where `stack_kb` stands. */
  readonly stackAt: Span | null
  /** Where the list stands. */
  readonly requiresAt: Span | null
}

/** `id@version`. */
export interface PortReferenceSyntax extends Located {
  readonly port: string
  readonly version: string
}
