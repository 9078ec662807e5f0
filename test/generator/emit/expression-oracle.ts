import type { Json } from '../../../src/contract/json.js'

/** An expression as a spec writes it. */
export type Written = null | boolean | number | string | readonly Written[] | { readonly [operator: string]: Written }

/** What an operand of a wrong type gives instead of a value. */
export class WrongType extends Error {}

/** The value of an expression, found by walking it: written from the language reference, with nothing of the emitted code. */
export function evaluate(expression: Written, scope: Json): Json {
  if (expression === null || typeof expression !== 'object') return expression
  if (isList(expression)) return expression.map((item) => evaluate(item, scope))
  const [operator = '', given = null] = Object.entries(expression)[0] ?? []
  const args = isList(given) ? given : [given]
  const lazy = lazyOperators[operator]
  if (lazy !== undefined) return lazy(args, (argument) => evaluate(argument, scope), scope)
  const eager = operators[operator]
  if (eager === undefined) throw new Error(`no operator ${operator}`)
  return eager(args.map((argument) => evaluate(argument, scope)))
}

function isList<T>(value: T): value is T & readonly never[] {
  return Array.isArray(value)
}

type Lazy = (args: readonly Written[], value: (argument: Written) => Json, scope: Json) => Json

const lazyOperators: Readonly<Record<string, Lazy>> = {
  var: ([path, fallback], value, scope) => {
    const found = follow(String(path).split('.'), scope)
    return found === null && fallback !== undefined ? value(fallback) : found
  },
  if: (args, value) => {
    for (let index = 0; index + 1 < args.length; index += 2) {
      if (isTruthy(value(args[index] ?? null))) return value(args[index + 1] ?? null)
    }
    return args.length % 2 === 1 ? value(args[args.length - 1] ?? null) : null
  },
  and: (args, value) => args.every((argument) => isTruthy(value(argument))),
  or: (args, value) => args.some((argument) => isTruthy(value(argument))),
  coalesce: (args, value) => {
    for (const argument of args) {
      const found = value(argument)
      if (found !== null) return found
    }
    return null
  },
}

function follow(segments: readonly string[], from: Json): Json {
  let value: Json = from
  for (const segment of segments) {
    if (typeof value === 'string') value = segment === 'length' ? [...value].length : null
    else if (isList(value))
      value = segment === 'length' ? value.length : ((value as readonly Json[])[Number(segment)] ?? null)
    else if (value !== null && typeof value === 'object' && Object.hasOwn(value, segment)) {
      value = (value as Readonly<Record<string, Json>>)[segment] ?? null
    } else return null
  }
  return value
}

function isTruthy(value: Json): boolean {
  return !(value === false || value === null || value === 0 || value === '' || (isList(value) && value.length === 0))
}

const operators: Readonly<Record<string, (args: readonly Json[]) => Json>> = {
  '!': ([value = null]) => !isTruthy(value),
  '!!': ([value = null]) => isTruthy(value),
  '==': ([left = null, right = null]) => same(left, right),
  '===': ([left = null, right = null]) => same(left, right),
  '!=': ([left = null, right = null]) => !same(left, right),
  '!==': ([left = null, right = null]) => !same(left, right),
  '<': (args) => ordered(args, (order) => order < 0),
  '<=': (args) => ordered(args, (order) => order <= 0),
  '>': (args) => ordered(args, (order) => order > 0),
  '>=': (args) => ordered(args, (order) => order >= 0),
  exists: ([value]) => value !== null,
  in: ([value = null, list = null]) => list !== null && listOf(list).some((item) => same(item, value)),
  contains: ([whole = null, part = null]) => holds(whole, part),
  '!contains': ([whole = null, part = null]) => !holds(whole, part),
  '+': (args) => args.reduce<number>((sum, term) => sum + (term === null ? 0 : numberOf(term)), 0),
  '-': ([first = null, second]) => {
    const [left, right] = [first, second ?? null].map((term) => (term === null ? 0 : numberOf(term))) as [
      number,
      number,
    ]
    return second === undefined ? 0 - left : left - right
  },
  '*': ([left = null, right = null]) => numberOf(left) * numberOf(right),
  '/': ([left = null, right = null]) => numberOf(left) / divisor(right),
  '%': ([left = null, right = null]) => numberOf(left) % divisor(right),
  min: (args) => extreme(args, Math.min),
  max: (args) => extreme(args, Math.max),
  cat: (args) => args.map(partOf).join(''),
  trim: ([value = null]) => (value === null ? null : textOf(value).trim()),
  to_lower: ([value = null]) => (value === null ? null : textOf(value).toLowerCase()),
  to_upper: ([value = null]) => (value === null ? null : textOf(value).toUpperCase()),
  length: ([value = null]) => {
    if (value === null) return 0
    return isList(value) ? value.length : [...textOf(value)].length
  },
}

function same(left: Json, right: Json): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

function ordered([left = null, right = null]: readonly Json[], test: (order: number) => boolean): boolean {
  const isPair =
    (typeof left === 'number' && typeof right === 'number') || (typeof left === 'string' && typeof right === 'string')
  return isPair && test((left as number) < (right as number) ? -1 : (left as number) > (right as number) ? 1 : 0)
}

// No text holds it, so that null is looked for in vain.
const impossible = '\ud800'

function holds(whole: Json, part: Json): boolean {
  if (whole === null) return false
  if (isList(whole)) return whole.some((item) => same(item, part))
  return textOf(whole).includes(part === null ? impossible : textOf(part))
}

function extreme(args: readonly Json[], pick: (...numbers: number[]) => number): Json {
  const numbers = args.filter((value) => value !== null).map(numberOf)
  return numbers.length === 0 ? null : pick(...numbers)
}

function divisor(value: Json): number {
  const by = numberOf(value)
  if (by === 0) throw new WrongType()
  return by
}

function numberOf(value: Json): number {
  if (typeof value !== 'number') throw new WrongType()
  return value
}

function textOf(value: Json): string {
  if (typeof value !== 'string') throw new WrongType()
  return value
}

function listOf(value: Json): readonly Json[] {
  if (!isList(value)) throw new WrongType()
  return value as readonly Json[]
}

function partOf(value: Json): string {
  if (value !== null && typeof value === 'object') throw new WrongType()
  return value === null ? '' : String(value)
}
