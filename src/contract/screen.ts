import type { Context, Principal } from './caller.js'
import type { EntrypointKind } from './invocation.js'
import type { Json } from './json.js'
import type { PageMeta } from './query-output.js'

// Screens as the generator emits them, and what they are rendered to. Members that are functions use method syntax, so
// that a screen of exact types stands where the kernel needs only the erased one.

/** What the expressions of a screen see. `data` holds the rows of each slot, `data_meta` what its query says of them. */
export interface ScreenScope {
  readonly data: object
  readonly data_meta: object
  readonly session: object
  readonly input: object
  readonly principal: Principal
  readonly ctx: Context
}

/** What set an interaction off, as the renderer tells it. */
export interface EventScope {
  readonly row: unknown
  readonly event: unknown
}

/** A screen: the queries that it shows, and the nodes that it is made of. */
export interface ScreenProgram<Scope extends ScreenScope = ScreenScope> {
  readonly id: string
  /** In the order in which they are asked; each sees those before it. */
  readonly slots: readonly SlotProgram<Scope>[]
  readonly roots: readonly NodeProgram<Scope>[]
}

export interface SlotProgram<Scope extends ScreenScope = ScreenScope> {
  readonly name: string
  readonly query: string
  /** The signals after which the slot is asked again, in code-unit order. */
  readonly refreshOn: readonly string[]
  /** The input of the query. Absent: none. */
  args?(scope: Scope): unknown
}

export interface NodeProgram<Scope extends ScreenScope = ScreenScope> {
  readonly id: string
  readonly type: string
  readonly props: Readonly<Record<string, PropProgram<Scope>>>
  /** Absent: always. */
  visible?(scope: Scope): boolean
  /** The path of the session that a change of the node writes. */
  readonly statePath?: string
  readonly interactions: Readonly<Record<string, InteractionProgram<Scope>>>
  readonly children: readonly NodeProgram<Scope>[]
}

/** Data, or what makes it. One that cannot be made is null. */
export type PropProgram<Scope extends ScreenScope = ScreenScope> =
  | { readonly value: Json }
  | { compute(scope: Scope): unknown }

export interface InteractionProgram<Scope extends ScreenScope = ScreenScope> {
  readonly trigger: string
  readonly label?: PropProgram<Scope>
  readonly pendingText?: PropProgram<Scope>
  readonly kind: EntrypointKind
  readonly entrypoint: string
  /** Whether the input depends on the rows of the screen. */
  readonly readsData: boolean
  /** The input of the call that an event leads to. */
  input(scope: Scope & EventScope): unknown
  /** The same as it is rendered: what depends on the event stays as it is written. Absent: nothing does. */
  shown?(scope: Scope): unknown
}

/** What is known of a slot: all that its query says of the rows, or why there are none. */
export interface SlotMeta {
  readonly status: 'ok' | 'rejected' | 'error'
  /** Of the first violation, or of the error. */
  readonly code?: string
  readonly projection?: string
  readonly strategy?: string
  readonly artifact_hash?: string
  readonly pagination?: PageMeta
}

/** A screen as a route answers with it. */
export interface RenderedScreen {
  readonly screen: string
  readonly tree: readonly RenderedNode[]
  /** The nodes that are not shown, in the order in which they were reached; what is within them is not listed. */
  readonly hidden: readonly string[]
  readonly data_meta: Readonly<Record<string, SlotMeta>>
  readonly diagnostics: readonly RenderDiagnostic[]
}

export interface RenderedNode {
  readonly id: string
  readonly type: string
  readonly props: Readonly<Record<string, unknown>>
  readonly children: readonly RenderedNode[]
  readonly interactions: Readonly<Record<string, RenderedInteraction>>
}

/** An intent: what to call when it is set off. `{ $from: 'row.id' }` in the input reads the event. */
export interface RenderedInteraction<Kind extends EntrypointKind = EntrypointKind, Id extends string = string> {
  readonly label: unknown
  readonly trigger: string
  readonly optimistic: { readonly pendingText: unknown } | null
  readonly dispatch: { readonly entrypointKind: Kind; readonly entrypointId: Id; readonly input: unknown }
}

/** Something that could not be shown as the spec says, or not be shown at all. */
export interface RenderDiagnostic {
  readonly code: 'expression_type_error' | 'render_adapter_capability_error' | 'render_refresh_consistency_error'
  readonly message: string
  /** The node that it is about; null for the screen. */
  readonly node: string | null
  /** Where within it: `props.rows`, `visible`, `interactions.note.input`; empty for the whole. */
  readonly path: string
}
