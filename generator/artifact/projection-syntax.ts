import type { Json } from '../../src/contract/json.js'
import type { ExpressionSyntax, TemplateSyntax } from './expression-syntax.js'
import type { GuardSyntax } from './guard-syntax.js'
import type { Entry, Text } from './node.js'
import type { Located, Span } from './span.js'

export type ProjectionSyntax =
  | CollectionProjectionSyntax
  | JoinProjectionSyntax
  | AggregateProjectionSyntax
  | TimelineProjectionSyntax

interface ProjectionParts extends Located {
  readonly where: ExpressionSyntax | null
  readonly search: SearchSyntax | null
  readonly sort: SortSyntax | null
  readonly pagination: PaginationSyntax
  readonly guards: GuardSyntax | null
}

export interface CollectionProjectionSyntax extends ProjectionParts {
  readonly strategy: 'from_collection'
  readonly collection: Text
  /** Null: all fields of the collection. */
  readonly fields: readonly FieldReferenceSyntax[] | null
}

export interface JoinProjectionSyntax extends ProjectionParts {
  readonly strategy: 'join'
  readonly primary: { readonly collection: Text; readonly as: Text }
  readonly join: readonly JoinEdgeSyntax[]
  readonly fields: readonly FieldReferenceSyntax[]
}

export interface AggregateProjectionSyntax extends ProjectionParts {
  readonly strategy: 'aggregate'
  readonly primary: { readonly collection: Text; readonly as: Text }
  readonly join: readonly JoinEdgeSyntax[]
  readonly groupBy: readonly Text[]
  readonly metrics: readonly MetricSyntax[]
}

export interface MetricSyntax extends Located {
  readonly id: Text
  readonly op: 'count' | 'min' | 'max'
  readonly field: Text | null
}

export interface TimelineProjectionSyntax extends ProjectionParts {
  readonly strategy: 'timeline'
  readonly signals: readonly Text[]
  /** Null: none given, or null itself. */
  readonly groupBy: readonly Text[] | null
  readonly orderBy: { readonly field: Text | null; readonly direction: 'asc' | 'desc' }
  readonly start: readonly Entry<LiteralSyntax>[] | null
  readonly when: readonly Entry<readonly Entry<TemplateSyntax>[]>[] | null
  readonly removeWhen: readonly Entry<ExpressionSyntax>[]
  readonly rebuild: RebuildSyntax
  /** A duration as written. */
  readonly retention: Text | null
}

export interface LiteralSyntax extends Located {
  readonly value: Json
}

/** `at` is the place of the projection where it says nothing of it. */
export interface RebuildSyntax extends Located {
  readonly mode: 'full' | 'from_timestamp' | 'none'
  readonly from: Text | null
}

/** `path` or `path as name`; without `as`, the name is the last segment. */
export interface FieldReferenceSyntax extends Located {
  readonly path: Text
  readonly segments: readonly string[]
  readonly name: Text
}

export interface JoinEdgeSyntax extends Located {
  readonly as: Text
  readonly collection: Text
  readonly type: 'left' | 'inner'
  readonly on: ExpressionSyntax
  readonly fields: readonly FieldReferenceSyntax[]
}

export interface SearchSyntax extends Located {
  readonly arg: Text
  readonly fields: readonly Text[]
}

export type SortSyntax =
  | (Located & {
      readonly kind: 'chosen'
      readonly byArg: Text | null
      readonly orderArg: Text | null
      readonly allowed: readonly Text[] | null
      readonly defaultBy: Text
      readonly defaultOrder: 'asc' | 'desc'
    })
  | (Located & {
      readonly kind: 'fixed'
      readonly rules: readonly { readonly field: Text; readonly direction: 'asc' | 'desc' }[]
    })

export interface PaginationSyntax extends Located {
  readonly pageArg: Text
  readonly pageSizeArg: Text
  readonly defaultPage: number
  readonly defaultPageSize: number
  readonly defaultPageSizeAt: Span
  readonly maxPageSize: number
}
