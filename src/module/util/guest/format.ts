// Node's `util.format`.

import { inspect } from './inspect.js'
import type { InspectOptions } from './options.js'
import { describeNumber } from './quote.js'

export function format(...args: readonly unknown[]): string {
  return formatWithOptions({}, ...args)
}

/** The arguments as one text, the first of them a pattern where it is a text; `options` are for what is inspected. */
export function formatWithOptions(options: InspectOptions, ...args: readonly unknown[]): string {
  const [first, ...rest] = args
  if (typeof first !== 'string') return args.map((arg) => loose(options, arg)).join(' ')
  if (rest.length === 0) return first
  let used = 0
  const text = first.replace(/%[sdifjoOc%]/g, (mark) => {
    if (mark === '%%') return '%'
    return used < rest.length ? filled(options, mark, rest[used++]) : mark
  })
  return [text, ...rest.slice(used).map((arg) => loose(options, arg))].join(' ')
}

function loose(options: InspectOptions, value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, { ...options, compact: 3 })
}

function filled(options: InspectOptions, mark: string, value: unknown): string {
  switch (mark) {
    case '%s':
      return asText(options, value)
    case '%d':
      return asNumber(value, Number)
    case '%i':
      return asNumber(value, (given) => Number.parseInt(String(given), 10))
    case '%f':
      return typeof value === 'symbol' ? 'NaN' : describeNumber(Number.parseFloat(String(value)))
    case '%j':
      return asJson(value)
    case '%o':
      return inspect(value, { ...options, showHidden: true, depth: 4 })
    case '%O':
      return inspect(value, options)
    default:
      return ''
  }
}

function asNumber(value: unknown, read: (value: unknown) => number): string {
  if (typeof value === 'bigint') return `${value}n`
  return typeof value === 'symbol' ? 'NaN' : describeNumber(read(value))
}

function asText(options: InspectOptions, value: unknown): string {
  if (typeof value === 'number') return describeNumber(value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null || hasOwnText(value)) return String(value)
  return inspect(value, { ...options, depth: 0, compact: 3 })
}

/** Whether its text is one that somebody wrote for it, rather than one of the runtime's own classes. */
function hasOwnText(value: object): boolean {
  let holder: object | null = value
  while (holder !== null && !Object.hasOwn(holder, 'toString')) holder = Object.getPrototypeOf(holder)
  if (holder === null) return false
  if (holder === value) return true
  const made: unknown = Reflect.get(holder, 'constructor')
  return typeof made !== 'function' || Reflect.get(globalThis, made.name) !== made
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined'
  } catch (error) {
    if (error instanceof TypeError && /circular/i.test(error.message)) return '[Circular]'
    throw error
  }
}
