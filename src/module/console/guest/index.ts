// What guests get for `require('console')`: Node's console, whose lines go to the log of the host.

import { format, formatWithOptions, inspect } from 'native:util'
import { tableOf } from './table.js'

type Level = 'debug' | 'info' | 'warn' | 'error'

interface Host {
  write(level: Level, text: string): void
  /** Milliseconds on a clock that never goes back. */
  now(): number
}

declare const host: Host
declare const module: { exports: unknown }

const counts = new Map<string, number>()
const timers = new Map<string, number>()
let indentation = ''

function write(level: Level, text: string): void {
  host.write(level, indentation === '' ? text : indentation + text.replaceAll('\n', `\n${indentation}`))
}

function writer(level: Level): (...args: unknown[]) => void {
  return (...args) => write(level, format(...args))
}

const log = writer('info')
const debug = writer('debug')
const warn = writer('warn')
const error = writer('error')

function group(...labels: unknown[]): void {
  if (labels.length > 0) log(...labels)
  indentation += '  '
}

function groupEnd(): void {
  indentation = indentation.slice(2)
}

function assert(condition: unknown, ...args: unknown[]): void {
  if (condition) return
  const [first, ...rest] = args
  if (typeof first === 'string') warn(`Assertion failed: ${first}`, ...rest)
  else warn(...(args.length > 0 ? ['Assertion failed:', ...args] : ['Assertion failed']))
}

function count(label: unknown = 'default'): void {
  const name = String(label)
  const times = (counts.get(name) ?? 0) + 1
  counts.set(name, times)
  log(`${name}: ${times}`)
}

function countReset(label: unknown = 'default'): void {
  if (!counts.delete(String(label))) warn(`Count for '${String(label)}' does not exist`)
}

function time(label: unknown = 'default'): void {
  const name = String(label)
  if (timers.has(name)) warn(`Label '${name}' already exists for console.time()`)
  else timers.set(name, host.now())
}

function timeLog(label: unknown = 'default', ...args: unknown[]): void {
  tellTime('timeLog', String(label), args)
}

function timeEnd(label: unknown = 'default'): void {
  tellTime('timeEnd', String(label), [])
  timers.delete(String(label))
}

function tellTime(method: string, label: string, args: readonly unknown[]): void {
  const start = timers.get(label)
  if (start === undefined) warn(`No such label '${label}' for console.${method}()`)
  else log('%s: %s', label, elapsed(host.now() - start), ...args)
}

function elapsed(ms: number): string {
  if (ms < 1000) return `${Number(ms.toFixed(3))}ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(3)}s`
  const hours = Math.floor(ms / 3_600_000)
  const minutes = Math.floor((ms % 3_600_000) / 60_000)
  const seconds = ((ms % 60_000) / 1000).toFixed(3).padStart(6, '0')
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds} (h:mm:ss.mmm)`
    : `${minutes}:${seconds} (m:ss.mmm)`
}

function dir(value: unknown, options?: object): void {
  write('info', inspect(value, { customInspect: false, ...options }))
}

function table(data: unknown, columns?: readonly string[]): void {
  const text = tableOf(data, columns, (value) => formatWithOptions({ depth: 0, maxArrayLength: 3 }, '%O', value))
  if (text === undefined) log(data)
  else write('info', text)
}

function trace(...args: unknown[]): void {
  const frames = (new Error().stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  error('%s\n%s', args.length > 0 ? `Trace: ${format(...args)}` : 'Trace', frames.slice(1).join('\n'))
}

const console = {
  assert,
  count,
  countReset,
  debug,
  dir,
  error,
  group,
  groupCollapsed: group,
  groupEnd,
  info: log,
  log,
  table,
  time,
  timeEnd,
  timeLog,
  trace,
  warn,
}

// The global is the module itself.
module.exports = Object.defineProperty(console, 'console', { value: console })
