import type { Json } from '../../src/contract/json.js'
import type { Operator } from './operator.js'
import type { ValueType } from './value-type.js'

/** An expression with its static type. The emitter prints it without looking anything up. */
export type ExpressionModel =
  | { readonly kind: 'literal'; readonly type: ValueType; readonly value: null | boolean | number | string }
  | { readonly kind: 'list'; readonly type: ValueType; readonly items: readonly ExpressionModel[] }
  | PathModel
  | {
      readonly kind: 'operator'
      readonly type: ValueType
      readonly operator: Operator
      readonly arguments: readonly ExpressionModel[]
    }

/**
 * `root` is the TypeScript name it starts from: `input`, `principal`, `ctx`, `row`, `payload`, `record`, an alias or a binding.
 * Static steps are known members: `optional` says that what stands before may be null or absent. From the first
 * step that cannot be known, the rest is in `dynamic` and read by own members only. An absent result is null.
 */
export interface PathModel {
  readonly kind: 'path'
  readonly type: ValueType
  readonly root: string
  readonly steps: readonly PathStep[]
  readonly dynamic: readonly string[]
  /** True when the value may be absent (undefined in the emitted code) and must be made null. */
  readonly absentIsNull: boolean
}

export type PathStep =
  | { readonly kind: 'member'; readonly name: string; readonly optional: boolean }
  | { readonly kind: 'index'; readonly index: number; readonly optional: boolean }
  | { readonly kind: 'length'; readonly optional: boolean; readonly of: 'text' | 'list' }

export type TemplateModel =
  | { readonly kind: 'literal'; readonly type: ValueType; readonly value: Json }
  | { readonly kind: 'expression'; readonly type: ValueType; readonly expression: ExpressionModel }
  | { readonly kind: 'list'; readonly type: ValueType; readonly items: readonly TemplateModel[] }
  | {
      readonly kind: 'object'
      readonly type: ValueType
      readonly entries: readonly { readonly name: string; readonly value: TemplateModel }[]
    }
