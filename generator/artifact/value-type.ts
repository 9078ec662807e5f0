import type { ScalarWord } from './documents.js'

/**
 * The static type of a value, as the check phase knows it. `nullable` says that it may be null; an absent value
 * is null to an expression. `unknown` is any JSON, such as a claim: nothing is known before it is there.
 */
export type ValueType =
  | { readonly kind: 'scalar'; readonly scalar: ScalarWord; readonly nullable: boolean }
  | { readonly kind: 'enum'; readonly values: readonly (string | number | boolean)[]; readonly nullable: boolean }
  | { readonly kind: 'array'; readonly item: ValueType; readonly nullable: boolean }
  | { readonly kind: 'object'; readonly shape: ObjectShape; readonly nullable: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'unknown' }

/**
 * A closed object. `name` is its TypeScript name in `contracts.ts`; empty for what is built in place and never declared.
 * `complete`: every member is always present, null where it has no value. Stored records, rows and inferred outputs are.
 */
export interface ObjectShape {
  readonly name: string
  readonly complete?: true
  /** What should have been a member was wrong, and has been told: any other name may be that of the one that was meant. */
  readonly open?: true
  /** In code-unit order of name. */
  readonly fields: readonly ShapeField[]
}

/** `required`: neither absent nor null. Otherwise both are accepted, and `type` has null in it. */
export interface ShapeField {
  readonly name: string
  readonly required: boolean
  readonly type: ValueType
}
