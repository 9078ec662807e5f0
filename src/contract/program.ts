import type { CallPolicy, Continued, InlinePolicy } from './call-policy.js'
import type { Context, Principal } from './caller.js'
import type { CollectionTable, StoredRecord } from './collection.js'
import type { CapabilityRequirement, Deployment } from './deployment.js'
import type { EffectKind } from './effect.js'
import type { FlowEvent, FlowLifecycle, FlowStep } from './flow.js'
import type { GuardProgram, InvariantProgram, PatchKind } from './guard.js'
import type { HistoryPolicy } from './history.js'
import type { Issues } from './issues.js'
import type { Awaitable } from './json.js'
import type { ColumnReference, ListingProgram } from './listing.js'
import type { OutputRow } from './row.js'
import type { ScreenProgram } from './screen.js'
import type { SessionOutcome, SessionProgram } from './session.js'
import type { SignalProgram } from './signal.js'
import type { Surfaces } from './surface.js'
import type { TimelineProgram } from './timeline.js'

export type { ColumnReference, ListingProgram, RowScope, SortKeyProgram, SortProgram } from './listing.js'
export type { SignalMigration, SignalProgram, SignalScope } from './signal.js'

// What the generator emits as `program.ts` and the kernel runs. Members that are functions use method syntax on purpose:
// it lets a program of exact types stand where the kernel needs only the erased one.

/** Reads untrusted JSON into a fresh, valid value, or reports to `issues`; the result counts only while there are none. */
export type Reader<Value> = (raw: unknown, issues: Issues) => Value

/** The compiled app: facts, tables of entrypoints, and what they need. */
export interface Program {
  readonly app: { readonly id: string; readonly name: string; readonly tz: string }
  /** SHA-256 in lower-case hex over the whole compiled app: the envelope's `artifactHash`. */
  readonly hash: string
  /** The effective role ids of a caller, in code-unit order. */
  deriveRoles(subject: string | null, claims: Principal['claims']): readonly string[]
  readonly defaultPolicy: 'allow' | 'deny'
  readonly queries: ReadonlyMap<string, QueryProgram>
  readonly mutations: ReadonlyMap<string, MutationProgram>
  readonly collections: ReadonlyMap<string, CollectionProgram>
  /** External and standard ports that the app calls, by id. `collections.*` are not here: the store serves them. */
  readonly ports: ReadonlyMap<string, PortProgram>
  /** Absent: the app does not record what it emits. */
  readonly history?: HistoryPolicy
  /** The timelines that some query shows, by id. Absent: there are none. */
  readonly timelines?: ReadonlyMap<string, TimelineProgram>
  /** The part of the kernel that an app with timelines needs: `timelineKernel` of `tenon/program`. */
  readonly timelineKernel?: object
  /** Absent, as those below: the app declares none. */
  readonly flows?: ReadonlyMap<string, FlowProgram>
  /** The part of the kernel that an app with flows needs: `flowKernel` of `tenon/program`. */
  readonly flowKernel?: object
  readonly session?: SessionProgram
  readonly routes?: ReadonlyMap<string, RouteProgram>
  /** The part of the kernel that an app with routes needs: `screenKernel` of `tenon/program`. */
  readonly screenKernel?: object
  readonly screens?: ReadonlyMap<string, ScreenProgram>
  /** Signal id → the ids of the queries that it affects, in code-unit order. */
  readonly subscriptions?: ReadonlyMap<string, readonly string[]>
  /** What the app cannot run without, and what it says it never reaches. */
  readonly requirements: readonly CapabilityRequirement[]
  readonly deployment: Deployment | null
  /** Absent in an app without wiring. */
  readonly surfaces?: Surfaces
}

/** What every entrypoint has: its input reader (defaults applied, timestamps normalised) and who may use it. */
export interface EntrypointProgram<Input = unknown> {
  readonly id: string
  /** Any of these roles is enough; `null` leaves the decision to the default policy. */
  readonly roles: readonly string[] | null
  readInput(raw: unknown, issues: Issues): Input
}

/** The values that expressions of one call can see. */
export interface QueryScope<Input = unknown> {
  readonly input: Input
  readonly principal: Principal
  readonly ctx: Context
}

export interface QueryProgram<Input = unknown, Source = object, Row = OutputRow> extends EntrypointProgram<Input> {
  readonly kind: 'query'
  readonly projection: StoredProjection<Source, Row> | TimelineProgram<Row>
  /** The query's own row filter, ANDed with the projection's. Absent: every row. */
  where?(source: Source, row: Row, scope: QueryScope<Input>): boolean
  /** The raw values of the projection's arguments in this query's input; absent arguments take their defaults. */
  arguments(input: Input): ProjectionArguments
  /** Where in the input each argument stands; null where the query does not declare it. */
  readonly argumentNames: ArgumentNames
  /** What of both row filters a store can decide by itself; of an aggregate the filter before the grouping alone. */
  readonly push: PushedFilter<Input>
  /** As of when a timeline is asked for; null: as it is now. Absent: always now. */
  asOf?(scope: QueryScope<Input>): unknown
}

/** What the caller asked for, not yet checked against the projection. */
export interface ProjectionArguments {
  readonly page?: unknown
  readonly pageSize?: unknown
  readonly search?: unknown
  readonly sortBy?: unknown
  readonly sortOrder?: unknown
}

export type ArgumentNames = { readonly [Name in keyof ProjectionArguments]-?: string | null }

/**
 * A read model of records. `Source` is the stored record for `from_collection`, and the records by alias for `join`
 * (an unmatched left join's alias is null).
 */
export interface ProjectionProgram<Source = object, Row = OutputRow> extends ListingProgram<Source, Row> {
  readonly strategy: 'from_collection' | 'join'
  readonly primary: { readonly alias: string; readonly collection: string }
  /** In authored order; empty for `from_collection`. */
  readonly joins: readonly JoinProgram[]
  /** The output row of one source. Total and pure. */
  shape(source: Source): Row
  /** The row filter where it depends on nothing but the row. */
  keep?(source: Source, row: Row): boolean
  /** The row filter where it depends on the call too. */
  where?(source: Source, row: Row, scope: QueryScope): boolean
}

/** A read model of groups of records. `Joined` is the records by alias; all else but the filters here sees the output row. */
export interface AggregateProgram<Joined = object, Row = OutputRow> extends ListingProgram<Row, Row> {
  readonly strategy: 'aggregate'
  readonly primary: { readonly alias: string; readonly collection: string }
  /** In authored order; empty for one collection. */
  readonly joins: readonly JoinProgram[]
  /** The filter before the grouping, where it depends on nothing but the records. */
  keepJoined?(joined: Joined): boolean
  /** The filter before the grouping, where it depends on the call too. */
  whereJoined?(joined: Joined, scope: QueryScope): boolean
  /** The members by which records are grouped, with their values; without members there is one group over everything. */
  group(joined: Joined): Partial<Row>
  /** The columns that hold the members of `group`, in its order; null where one stands in no column. */
  readonly groupColumns: readonly NamedColumn[] | null
  readonly metrics: readonly MetricProgram<Joined>[]
}

/** A member of a row that is exactly one stored column. */
export interface NamedColumn {
  readonly name: string
  readonly column: ColumnReference
}

/**
 * A number over the records of a group, or their least or greatest value. Null is left out; `count` without a value
 * counts records. `column` is where exactly this value is stored.
 */
export interface MetricProgram<Joined = object> {
  readonly id: string
  readonly op: 'count' | 'min' | 'max'
  value?(joined: Joined): unknown
  readonly column?: ColumnReference
}

/** A read model whose rows a store selects. */
export type StoredProjection<Source = object, Row = OutputRow> =
  | ProjectionProgram<Source, Row>
  | AggregateProgram<object, Row>

/** Rows of `alias` match where every pair is equal and not null. `earlier` is an alias to the left. */
export interface JoinProgram {
  readonly alias: string
  readonly collection: string
  readonly type: 'left' | 'inner'
  readonly on: readonly { readonly field: string; readonly earlier: string; readonly earlierField: string }[]
}

/**
 * A row filter as data. `complete`: a row matches exactly when `condition` holds (null: always), so a store that
 * applies it needs no other filter. Not complete: `condition` holds for every row that matches, and for some others.
 */
export interface PushedFilter<Input = unknown> {
  readonly condition: Condition | null
  readonly complete: boolean
  /** The values of the condition's parameters in this call. */
  parameters(scope: QueryScope<Input>): readonly unknown[]
}

/**
 * Two-valued: every condition is true or false. Both sides of a comparison have one scalar type (or are null):
 * `equal` holds for two nulls; the ordered comparisons are false when a side is null. Text compares by UTF-16 code unit.
 * `in` is false for a list that is null. `holds` is truthiness of a bool.
 */
export type Condition =
  | { readonly op: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly op: 'not'; readonly condition: Condition }
  | {
      readonly op: 'equal' | 'less' | 'less_or_equal' | 'greater' | 'greater_or_equal'
      readonly left: Operand
      readonly right: Operand
    }
  | { readonly op: 'in'; readonly value: Operand; readonly list: { readonly parameter: number } }
  | { readonly op: 'holds'; readonly value: Operand }

export type Operand = { readonly column: ColumnReference } | { readonly parameter: number }

/** An action as it is run by itself: by a mutation or by a flow, as one unit of work. */
export interface ActionProgram<Input = unknown, Output = unknown> {
  /** The action behind it, for messages. */
  readonly action: string
  /** The effects that the action may have; others that are observed are a violation of its contract. */
  readonly effects: readonly EffectKind[]
  /** What becomes of the session when it ends; absent: nothing. */
  readonly sessionOutcome?: SessionOutcome
  /** `none`: each write commits when its step ends. Absent: all commit together at the end, or none. */
  readonly rollback?: 'none'
  /** Runs the action. Throws `CallFailed` (and nothing else on purpose) when a step fails. */
  run(input: Input, run: ActionRun): Promise<Output> | Output
}

export interface MutationProgram<Input = unknown, Output = unknown>
  extends EntrypointProgram<Input>,
    ActionProgram<Input, Output> {
  readonly kind: 'mutation'
}

/** Opens a screen from outside. */
export interface RouteProgram<Input = unknown> extends EntrypointProgram<Input> {
  readonly kind: 'route'
  readonly screen: ScreenProgram
  /** The inputs that are laid over the fields of the session with the same names, where they are there. */
  readonly overlay: readonly string[]
}

/** What an emitted action works with: reads and writes of this unit of work, calls of ports, emission of signals. */
export interface ActionRun {
  readonly principal: Principal
  readonly ctx: Context
  /** `collections.read`: sees what this action has written. */
  read<Record extends StoredRecord>(
    collection: CollectionProgram<Record>,
    id: unknown,
    policy?: CallPolicy,
  ): Promise<{ readonly record: Record | null }>
  /** `collections.read` where the collection's name is computed. */
  readFrom(collection: unknown, id: unknown, policy?: CallPolicy): Promise<{ readonly record: StoredRecord | null }>
  /** `collections.write` of a `CollectionsWriteInput`: validates it and each resulting record, and keeps it for the commit. */
  write(input: unknown, policy?: CallPolicy): Promise<CollectionsWriteOutput>
  /** `session.read`, and the root `session`: sees what this action has written. */
  readSession<Session extends object>(
    session: SessionProgram<Session>,
    policy?: CallPolicy,
  ): Promise<{ readonly session: Session }>
  /** `session.write`: validates the patches and the resulting session, and keeps it for the commit. */
  writeSession(session: SessionProgram, input: unknown, policy?: CallPolicy): Promise<Readonly<Record<string, never>>>
  /** Runs another action within this one, and does to the session what the end of it asks for. */
  settle<Input, Output>(
    outcome: SessionOutcome,
    input: NoInfer<Input>,
    act: (input: Input) => Awaitable<Output>,
  ): Promise<Output>
  /**
   * Holds structural rules against what they see; by their policy, those that do not hold end the action with
   * `CallRefused`, or leave a warning or a signal.
   */
  guard<Scope extends object>(guards: GuardProgram<Scope>, scope: Scope): void
  /** The same for rules of which a judge decides some. */
  judge<Scope extends object>(guards: GuardProgram<Scope>, scope: Scope): Promise<void>
  /** Calls a port; `step` is `<action id>/<path of the step>`. The answer is validated. */
  call<Input, Output>(
    port: PortProgram<Input, Output>,
    input: unknown,
    step: string,
    policy?: CallPolicy,
  ): Promise<Output>
  /** Runs another action, named by its id, as one step under a policy: where it fails, nothing of what it did is left. */
  inline<Input, Output>(
    act: (input: Input, run: ActionRun) => Awaitable<Output>,
    input: Input,
    action: string,
    policy?: InlinePolicy,
  ): Promise<Output>
  /** Lets the action go on behind a step that failed, or failed as `on` says; throws on what always stops. */
  passOver(step: string, thrown: unknown, on?: Continued): void
  /**
   * Emits unless `payload` gives undefined. A payload that fails is dropped: with a warning, and the action goes on, or
   * with `abort`, and it fails.
   */
  emit<Payload>(signal: SignalProgram<Payload>, payload: () => unknown, onError?: 'abort'): void
  /** The same for a signal of whose rules a judge decides some. */
  emitJudged<Payload>(signal: SignalProgram<Payload>, payload: () => unknown, onError?: 'abort'): Promise<void>
}

/** One patch, or several that apply in order. Members may be computed, so they are checked when the patch is made. */
export type CollectionsWriteInput =
  | { readonly patch: CollectionPatch }
  | {
      readonly patches: readonly CollectionPatch[]
      readonly atomicity?: { readonly mode: unknown; readonly unit_id: unknown }
    }

/** `upsert` replaces the record, `update` overlays its top-level members, `delete` of a missing record succeeds. */
export interface CollectionPatch {
  readonly op: unknown
  readonly collection: unknown
  readonly id: unknown
  readonly value?: unknown
}

export interface CollectionsWriteOutput {
  readonly written: readonly {
    readonly op: 'upsert' | 'update' | 'delete'
    readonly collection: string
    readonly id: string
  }[]
}

export interface CollectionProgram<Record extends StoredRecord = StoredRecord> extends CollectionTable {
  readRecord(raw: unknown, issues: Issues): Record
  /** What every record keeps, whoever writes it. Absent: nothing but its shape. */
  readonly invariants?: InvariantProgram<RecordScope<Record>>
}

/** What the invariants of a collection see: the record as it would be (of a delete, as it is), and as it is stored. */
export interface RecordScope<Record extends StoredRecord = StoredRecord> {
  readonly record: Record
  readonly before: Record | null
  readonly op: PatchKind
  readonly principal: Principal
  readonly ctx: Context
}

export interface PortProgram<Input = unknown, Output = unknown> {
  readonly id: string
  readonly version: string
  /** SHA-256 in lower-case hex over the contract. */
  readonly contractHash: string
  readonly effects: readonly EffectKind[]
  readInput(raw: unknown, issues: Issues): Input
  readOutput(raw: unknown, issues: Issues): Output
}

/** What follows signals: steps that run for each of them, in order for each correlation key. */
export interface FlowProgram<Payload = unknown, State = unknown> {
  readonly id: string
  /** The signals that it listens to. */
  readonly on: readonly SignalProgram[]
  readonly lifecycle: FlowLifecycle
  /** What runs that must not overlap have in common; null is an error. Absent: the event's own key. */
  correlationKey?(event: FlowEvent<Payload>): unknown
  /** What tells a run from one that it would repeat; null is an error. Absent: the signal and the event's own key. */
  idempotencyKey?(event: FlowEvent<Payload>, state: State): unknown
  readState(raw: unknown, issues: Issues): State
  /** The steps. Throws `CallFailed` (and nothing else on purpose) when one of them fails. */
  run(run: FlowRun<Payload, State>): Promise<void> | void
}

/** What an emitted flow works with. Runs with one correlation key share the state and never overlap. */
export interface FlowRun<Payload = unknown, State = unknown> extends FlowEvent<Payload> {
  /** What the runs before this one have left; every declared member is there, null where it has no value. */
  readonly state: State
  /** Gives members of the state other values, and the whole state back. It is kept where the run completes. */
  set(changes: object, path: string): State
  /** Runs an action as a unit of work of its own, again where it fails and the step says so; gives its output. */
  perform<Input, Output>(action: ActionProgram<Input, Output>, input: unknown, step: FlowStep): Promise<Output>
}
