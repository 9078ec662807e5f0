import type {
  Engine,
  Middleware,
  SessionOptions,
  ToolChoice,
  ToolErrorPolicy,
  ToolHooks,
  ToolRegistry,
  Turn,
} from './declaration.js'
import { readEngine } from './engine.js'
import { isRecord, optionError } from './llm-error.js'
import { readRegistry } from './tool-registry.js'
import { readTurn } from './turn.js'

/** The options of a session, complete and checked. */
export interface Settings {
  readonly engine: Engine
  readonly tools: ToolRegistry | undefined
  readonly middleware: readonly Middleware[]
  readonly hooks: ToolHooks
  readonly base: Turn | undefined
  readonly system: string | undefined
  readonly maxIterations: number
  readonly parallelTools: number
  readonly toolTimeoutMs: number
  readonly toolChoice: ToolChoice
  readonly toolErrors: ToolErrorPolicy
  readonly toolRetries: number
  readonly temperature: number | undefined
  readonly maxTokens: number | undefined
  readonly events: SessionOptions['events']
}

const known = [
  ...['id', 'engine', 'tools', 'middleware', 'hooks', 'base', 'system', 'maxIterations', 'parallelTools'],
  ...['toolTimeoutMs', 'toolChoice', 'toolErrors', 'toolRetries', 'temperature', 'maxTokens', 'events'],
]

export function readOptions(options: unknown): Settings {
  if (!isRecord(options)) throw optionError('the options of a session are an object')
  refuseUnknown(options, known, 'a session')
  const { base, system, events } = options
  if (system !== undefined && typeof system !== 'string') throw optionError('system must be text')
  return {
    engine: readEngine(options.engine),
    tools: readRegistry(options.tools),
    middleware: readMiddleware(options.middleware),
    hooks: readHooks(options.hooks),
    base: base === undefined ? undefined : readTurn(base, 'base'),
    system,
    maxIterations: readNumber(options, 'maxIterations', { least: 1, most: 1000, otherwise: 20 }),
    parallelTools: readNumber(options, 'parallelTools', { least: 1, most: 100, otherwise: 8 }),
    toolTimeoutMs: readNumber(options, 'toolTimeoutMs', { least: 0, otherwise: 30_000 }),
    toolChoice: readToolChoice(options.toolChoice),
    toolErrors: readPolicy(options.toolErrors),
    toolRetries: readNumber(options, 'toolRetries', { least: 0, most: 10, otherwise: 2 }),
    temperature: readOptional(options, 'temperature', 0),
    maxTokens: readOptional(options, 'maxTokens', 1),
    events: readEmitter(events),
  }
}

export function refuseUnknown(
  options: Readonly<Record<string, unknown>>,
  members: readonly string[],
  of: string,
): void {
  const unknown = Object.keys(options).find((member) => !members.includes(member))
  if (unknown !== undefined) throw optionError(`${of} has no option ${unknown}; there are ${members.join(', ')}`)
}

interface Bounds {
  readonly least: number
  readonly most?: number
  readonly otherwise: number
}

export function readNumber(
  options: Readonly<Record<string, unknown>>,
  member: string,
  { least, most, otherwise }: Bounds,
): number {
  const value = options[member] ?? otherwise
  if (typeof value === 'number' && value >= least && value <= (most ?? Number.MAX_SAFE_INTEGER)) return value
  throw optionError(`${member} must be a number from ${least}${most === undefined ? '' : ` to ${most}`}`)
}

function readOptional(options: Readonly<Record<string, unknown>>, member: string, least: number): number | undefined {
  return options[member] === undefined ? undefined : readNumber(options, member, { least, otherwise: least })
}

function readMiddleware(middleware: unknown): readonly Middleware[] {
  const list: unknown = middleware ?? []
  if (Array.isArray(list) && list.every((item) => typeof item === 'function')) return Object.freeze([...list])
  throw optionError('middleware must be a list of functions')
}

const hookMembers = ['before', 'after', 'onError', 'failure']

function readHooks(hooks: unknown): ToolHooks {
  const given = hooks ?? {}
  if (!isRecord(given)) throw optionError('hooks must be an object')
  refuseUnknown(given, hookMembers, 'hooks')
  const { failure = 'closed', ...functions } = given
  if (failure !== 'open' && failure !== 'closed') throw optionError('hooks.failure must be open or closed')
  for (const [name, hook] of Object.entries(functions))
    if (hook !== undefined && typeof hook !== 'function') throw optionError(`hooks.${name} must be a function`)
  return given as ToolHooks
}

function readToolChoice(choice: unknown): ToolChoice {
  if (choice === undefined) return 'auto'
  if (choice === 'auto' || choice === 'none' || choice === 'required') return choice
  if (isRecord(choice) && typeof choice.name === 'string') return Object.freeze({ name: choice.name })
  throw optionError('toolChoice must be auto, none, required or { name }')
}

function readPolicy(policy: unknown): ToolErrorPolicy {
  if (policy === undefined) return 'continue'
  if (isPolicy(policy)) return policy
  throw optionError('toolErrors must be continue, retry or abort')
}

export function isPolicy(policy: unknown): policy is ToolErrorPolicy {
  return policy === 'continue' || policy === 'retry' || policy === 'abort'
}

function readEmitter(events: unknown): SessionOptions['events'] {
  if (events === undefined) return undefined
  const emitter = events as { readonly emit?: unknown } | null
  if (typeof emitter?.emit === 'function') return events as SessionOptions['events']
  throw optionError('events must have emit, like an EventEmitter')
}
