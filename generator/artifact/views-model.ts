import type { EntrypointKind } from '../../src/contract/invocation.js'
import type { TemplateModel } from './expression-model.js'
import type { ObjectShape, ShapeField, ValueType } from './value-type.js'

export interface ViewsModel {
  /** The ids of all nodes, shown or not, in code-unit order. */
  readonly nodeIds: readonly string[]
  /** Those that some screen shows, each after its children, by code unit otherwise. */
  readonly nodes: readonly NodeModel[]
  readonly screens: readonly ScreenModel[]
}

interface Declared {
  readonly id: string
  readonly identifier: string
  readonly origin: string
}

/** What the expressions of a screen see beside the session, the caller and the call. */
export interface ViewScopeModel {
  /** The rows of each slot, and what its query says of them. */
  readonly slots: readonly { readonly name: string; readonly rows: ValueType; readonly meta: ObjectShape }[]
  readonly input: readonly ShapeField[]
}

export interface ScreenModel extends Declared {
  readonly scope: ViewScopeModel
  /** In authored order: the arguments of a slot may read the slots before it. */
  readonly slots: readonly SlotModel[]
  readonly rootNodes: readonly string[]
  /** The nodes that may be hidden, in code-unit order. */
  readonly mayHide: readonly string[]
}

export interface SlotModel {
  readonly origin: string
  readonly name: string
  readonly query: string
  /** In code-unit order. */
  readonly refreshOn: readonly string[]
  /** Null: the query is asked without input. */
  readonly args: TemplateModel | null
}

export interface NodeModel extends Declared {
  readonly type: string
  /** The screen that alone shows it; null where several do. */
  readonly screen: string | null
  /** What all screens that show it have. */
  readonly scope: ViewScopeModel
  readonly props: readonly PropModel[]
  /** The members of the rendered node's `props`, `statePath` among them. */
  readonly shape: ObjectShape
  /** Null: always visible. */
  readonly visible: TemplateModel | null
  readonly statePath: string | null
  readonly interactions: readonly InteractionModel[]
  readonly children: readonly string[]
}

/** `isStatic`: data that no expression makes. */
export interface PropModel {
  readonly name: string
  readonly value: TemplateModel
  readonly isStatic: boolean
}

export interface InteractionModel {
  readonly id: string
  readonly origin: string
  readonly trigger: string
  readonly label: PropModel | null
  readonly pendingText: PropModel | null
  readonly kind: EntrypointKind
  readonly entrypoint: string
  readonly input: TemplateModel
  /** The input as it is rendered, where that is not the same: what depends on the event stays for later. */
  readonly shown: TemplateModel | null
}
