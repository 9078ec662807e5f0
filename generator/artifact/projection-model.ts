import type { ColumnType } from '../../src/contract/collection.js'
import type { Json } from '../../src/contract/json.js'
import type { RebuildProgram } from '../../src/contract/timeline.js'
import type { ExpressionModel, TemplateModel } from './expression-model.js'
import type { GuardModel } from './guard-model.js'
import type { ObjectShape } from './value-type.js'

/** A read model. */
export type ProjectionModel = RecordsModel | AggregateModel | TimelineModel

export interface RecordsModel extends ModelParts, RecordsParts, FilterParts {}

export interface AggregateModel extends ModelParts, AggregateParts, FilterParts {}

export interface TimelineModel extends ModelParts, TimelineParts {
  /** The hash of what decides what is accumulated, and so of saved state. */
  readonly accumulation: string
}

interface ModelParts {
  readonly id: string
  readonly identifier: string
  readonly origin: string
  readonly hash: string
  readonly guards: GuardModel | null
}

interface FilterParts {
  /** True when `where` mentions records alone. */
  readonly whereIsConstant: boolean
}

/** A projection with everything but its names and its guards. */
export type ProjectionParts = RecordsParts | AggregateParts | TimelineParts

interface ListingParts {
  /** The output row. */
  readonly row: ObjectShape
  readonly search: { readonly argument: string; readonly texts: readonly ExpressionModel[] } | null
  readonly sortKeys: readonly SortKeyModel[]
  readonly sort: SortModel
  readonly pagination: {
    readonly pageArgument: string
    readonly sizeArgument: string
    readonly defaultPage: number
    readonly defaultSize: number
    readonly maxSize: number
  }
}

/** Where the records of a projection come from. For `from_collection` the alias is the collection's id and is not an author's name. */
interface SourceParts {
  readonly primary: { readonly alias: string; readonly collection: string }
  readonly joins: readonly JoinModel[]
  readonly where: ExpressionModel | null
}

/** `fields` say where each member of the row comes from, in authored order. */
export interface RecordsParts extends ListingParts, SourceParts {
  readonly strategy: 'from_collection' | 'join'
  readonly fields: readonly ProjectionFieldModel[]
}

/** The roots of `where`, `group` and `metrics` are the aliases; those of what is searched and sorted by are `row`. */
export interface AggregateParts extends ListingParts, SourceParts {
  readonly strategy: 'aggregate'
  /** In authored order. */
  readonly group: readonly GroupFieldModel[]
  readonly metrics: readonly MetricModel[]
}

export interface GroupFieldModel extends ProjectionFieldModel {
  readonly column: ColumnModel | null
}

export interface MetricModel {
  readonly id: string
  readonly op: 'count' | 'min' | 'max'
  readonly value: ExpressionModel | null
  readonly column: ColumnModel | null
}

/** The roots of `where`, `order` and what groups are `payload` and `signal`; handlers see `acc` too. */
export interface TimelineParts extends ListingParts {
  readonly strategy: 'timeline'
  /** Ids, in authored order. */
  readonly signals: readonly string[]
  /** What the payloads of all signals have in common. */
  readonly payload: ObjectShape
  readonly where: ExpressionModel | null
  /** `value` is null for the time of emission. */
  readonly order: { readonly value: ExpressionModel | null; readonly direction: 'asc' | 'desc' }
  readonly rows: LogModel | StateModel
  readonly rebuild: RebuildProgram
  readonly retentionMs: number | null
}

/** The members of a row, over the roots `payload` and `signal`. */
export interface LogModel {
  readonly mode: 'log'
  readonly fields: readonly ProjectionFieldModel[]
}

export interface StateModel {
  readonly mode: 'state'
  readonly start: readonly { readonly name: string; readonly value: Json }[]
  readonly group: readonly ProjectionFieldModel[]
  /** In the order of the signals. */
  readonly when: readonly { readonly signal: string; readonly change: TemplateModel }[]
  readonly removeWhen: readonly { readonly signal: string; readonly condition: ExpressionModel }[]
}

export interface JoinModel {
  readonly alias: string
  readonly collection: string
  readonly type: 'left' | 'inner'
  readonly on: readonly { readonly field: string; readonly earlier: string; readonly earlierField: string }[]
}

/** `value`'s roots are `row` (the stored record) for `from_collection` and the aliases for `join`. */
export interface ProjectionFieldModel {
  readonly name: string
  readonly value: ExpressionModel
}

export interface SortKeyModel {
  readonly id: string
  readonly value: ExpressionModel
  readonly column: ColumnModel | null
}

export interface ColumnModel {
  readonly alias: string
  readonly field: string
  readonly type: ColumnType
}

export type SortModel =
  | { readonly kind: 'natural' }
  | {
      readonly kind: 'chosen'
      readonly byArgument: string | null
      readonly orderArgument: string | null
      /** Accepted argument value → sort key id, in code-unit order. */
      readonly allowed: readonly { readonly value: string; readonly key: string }[]
      readonly defaultKey: string
      readonly defaultDirection: 'asc' | 'desc'
    }
  | { readonly kind: 'fixed'; readonly rules: readonly { readonly key: string; readonly direction: 'asc' | 'desc' }[] }
