import { type CallFailed, callFailed } from './call-failed.js'

/** An operand of a type that the operator does not take. The value itself is not told: it may be a secret. */
export function typeError(operator: string, wanted: string, value: unknown): CallFailed {
  return callFailed('expression_type_error', {
    problem: `operator ${operator} takes ${wanted}, not ${nameOfType(value)}`,
  })
}

function nameOfType(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return 'a list'
  switch (typeof value) {
    case 'string':
      return 'a text'
    case 'number':
      return 'a number'
    case 'boolean':
      return 'a bool'
    default:
      return 'an object'
  }
}
