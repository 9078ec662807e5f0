import { callFailed } from './call-failed.js'
import { typeError } from './expression-type-error.js'

/** Operator `+`: the sum, in which null counts as 0. */
export function add(...terms: readonly unknown[]): number {
  let sum = 0
  for (let index = 0; index < terms.length; index++) sum += numberOrZero('+', terms[index])
  return finite('+', sum)
}

/** Operator `-` of two: the difference, in which null counts as 0. */
export function subtract(left: unknown, right: unknown): number {
  return finite('-', numberOrZero('-', left) - numberOrZero('-', right))
}

/** Operator `-` of one: the negated number; null counts as 0. */
export function negate(value: unknown): number {
  // From zero, because plain negation makes minus zero.
  return 0 - numberOrZero('-', value)
}

/** Operator `*`: the product of two numbers. */
export function multiply(left: unknown, right: unknown): number {
  return finite('*', number('*', left) * number('*', right))
}

/** Operator `/`: the quotient of two numbers; dividing by zero is a type error. */
export function divide(left: unknown, right: unknown): number {
  return finite('/', number('/', left) / divisor('/', right))
}

/** Operator `%`: the remainder, which has the sign of the dividend; dividing by zero is a type error. */
export function remainder(left: unknown, right: unknown): number {
  return finite('%', number('%', left) % divisor('%', right))
}

/** Operator `min`: the smallest number, nulls left out; null when nothing is left. */
export function smallest(...values: readonly unknown[]): number | null {
  let best: number | null = null
  for (let index = 0; index < values.length; index++) {
    const value = numberOrNull('min', values[index])
    if (value !== null && (best === null || value < best)) best = value
  }
  return best
}

/** Operator `max`: the largest number, nulls left out; null when nothing is left. */
export function largest(...values: readonly unknown[]): number | null {
  let best: number | null = null
  for (let index = 0; index < values.length; index++) {
    const value = numberOrNull('max', values[index])
    if (value !== null && (best === null || value > best)) best = value
  }
  return best
}

function number(operator: string, value: unknown): number {
  if (typeof value !== 'number') throw typeError(operator, 'numbers', value)
  return value
}

function numberOrZero(operator: string, value: unknown): number {
  return value === null || value === undefined ? 0 : number(operator, value)
}

function numberOrNull(operator: string, value: unknown): number | null {
  return value === null || value === undefined ? null : number(operator, value)
}

function divisor(operator: string, value: unknown): number {
  const by = number(operator, value)
  if (by === 0) throw callFailed('expression_type_error', { problem: `operator ${operator} cannot divide by zero` })
  return by
}

// JSON has no infinity. Adding zero turns minus zero, which JSON has not either, into zero.
function finite(operator: string, value: number): number {
  if (Number.isFinite(value)) return value + 0
  throw callFailed('expression_type_error', { problem: `the result of operator ${operator} is too large` })
}
