import type { Json } from '../../src/contract/json.js'
import type { Located } from './span.js'
import type { ObjectShape } from './value-type.js'
import type { InteractionModel, NodeModel, ScreenModel, SlotModel } from './views-model.js'

/** Nodes and screens in the model's form, but for their names and their order. */
export interface CheckedViews {
  readonly nodes: readonly CheckedNode[]
  readonly screens: readonly CheckedScreen[]
}

export interface CheckedNode
  extends Located,
    Pick<NodeModel, 'id' | 'type' | 'screen' | 'scope' | 'props' | 'shape' | 'visible' | 'statePath' | 'children'> {
  readonly interactions: readonly CheckedInteraction[]
}

export type CheckedInteraction = Located & Omit<InteractionModel, 'origin'>

export interface CheckedScreen extends Located, Pick<ScreenModel, 'id' | 'scope' | 'rootNodes' | 'mayHide'> {
  readonly slots: readonly CheckedSlot[]
}

export type CheckedSlot = Located & Omit<SlotModel, 'origin'>

export interface CheckedRoute extends Located {
  readonly id: string
  readonly input: ObjectShape
  readonly roles: readonly string[] | null
  readonly defaults: readonly { readonly name: string; readonly value: Json }[]
  readonly screen: string
  /** The inputs that are fields of the session with the same type, in code-unit order. */
  readonly overlay: readonly string[]
}
