import type { Json } from '../../src/contract/json.js'
import type { Entry, Text } from './node.js'
import type { Operator } from './operator.js'
import type { Located } from './span.js'

// What every section of a spec is written with.

export type ScalarWord = 'text' | 'id' | 'int' | 'number' | 'bool' | 'timestamp'

/** A type as written; `required` is `!` or `required: true`. */
export type TypeSyntax =
  | (Located & { readonly kind: 'scalar'; readonly scalar: ScalarWord; readonly required: boolean })
  | (Located & { readonly kind: 'object'; readonly fields: FieldMap; readonly required: boolean })
  | (Located & { readonly kind: 'array'; readonly item: TypeSyntax; readonly required: boolean })
  | (Located & {
      readonly kind: 'enum'
      readonly values: readonly (string | number | boolean)[]
      readonly required: boolean
    })

export type FieldMap = readonly Entry<TypeSyntax>[]

/** An expression with known operators and right numbers of arguments. */
export type ExpressionSyntax =
  | (Located & { readonly kind: 'literal'; readonly value: null | boolean | number | string })
  | (Located & { readonly kind: 'list'; readonly items: readonly ExpressionSyntax[] })
  | (Located & {
      readonly kind: 'var'
      readonly path: Text
      readonly segments: readonly string[]
      readonly fallback: ExpressionSyntax | null
    })
  | (Located & {
      readonly kind: 'operator'
      readonly operator: Operator
      readonly arguments: readonly ExpressionSyntax[]
    })

/** Literal data with embedded expressions. `literal` is a scalar or what stood under `$literal`. */
export type TemplateSyntax =
  | (Located & { readonly kind: 'literal'; readonly value: Json })
  | (Located & { readonly kind: 'expression'; readonly expression: ExpressionSyntax })
  | (Located & { readonly kind: 'list'; readonly items: readonly TemplateSyntax[] })
  | (Located & { readonly kind: 'object'; readonly entries: readonly Entry<TemplateSyntax>[] })
