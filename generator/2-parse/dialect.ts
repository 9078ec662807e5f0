import type { OwnMistake } from '../language/shape.js'
import type { ParseCode } from './yaml/build-tree.js'

/** The codes of the mistakes that both kinds of document can have. */
export interface Dialect {
  readonly parseError: ParseCode
  /** A wrong shape, or a required key that is missing. */
  readonly invalid: 'authoring_spec_invalid' | 'manifest_invalid_error' | OwnMistake
  readonly unknownKey: 'spec_unknown_key_error' | 'manifest_unknown_key_error'
  readonly illegalName: 'spec_contract_conflict_error' | 'manifest_invalid_error'
  readonly plan: 'projection_plan_invalid_error' | 'manifest_invalid_error'
}

export const specDialect: Dialect = {
  parseError: 'authoring_parse_error',
  invalid: 'authoring_spec_invalid',
  unknownKey: 'spec_unknown_key_error',
  illegalName: 'spec_contract_conflict_error',
  plan: 'projection_plan_invalid_error',
}

export const manifestDialect: Dialect = {
  parseError: 'manifest_parse_error',
  invalid: 'manifest_invalid_error',
  unknownKey: 'manifest_unknown_key_error',
  illegalName: 'manifest_invalid_error',
  plan: 'manifest_invalid_error',
}
