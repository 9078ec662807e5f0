import type { JsonObject } from '../../contract/json.js'

/** An engine that speaks the chat protocol of OpenAI over HTTP. */
export interface OpenAiSettings {
  readonly kind: 'openai'
  /** What stands before `/chat/completions`. */
  readonly baseUrl: string
  readonly model: string
  /** Sent as a bearer token; never told to guests, logs or errors. */
  readonly apiKey?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Members that are added to every request body. */
  readonly body?: JsonObject
  /** False: asks for the whole reply at once. Default true. */
  readonly stream?: boolean
  /** How long the server may be silent; default 60,000. */
  readonly timeoutMs?: number
  /** Attempts after the first, while nothing has been told to the guest; default 2. */
  readonly retries?: number
  /** The wait before the first of them, doubled for each that follows; default 500. A server's own `retry-after` goes before. */
  readonly retryDelayMs?: number
  /** The longest wait that a server may ask for; default 30,000. */
  readonly maxRetryAfterMs?: number
  /** Default 8 MiB. */
  readonly maxReplyBytes?: number
  readonly temperature?: number
  /** The most that guests get, whatever they ask for. */
  readonly maxTokens?: number
}

export interface EchoSettings {
  readonly kind: 'echo'
  readonly reply: string
}

export type EngineSettings = OpenAiSettings | EchoSettings

/** The `config` of `tenon:llm`. */
export interface LlmConfig {
  readonly engines?: Readonly<Record<string, EngineSettings>>
  /** The name of the engine that sessions use where they name none; default: the only one there is. */
  readonly default?: string
}

type Check = (value: unknown) => string | undefined

const text: Check = (value) =>
  typeof value === 'string' && value !== '' ? undefined : 'must be text that is not empty'
const anyText: Check = (value) => (typeof value === 'string' ? undefined : 'must be text')
const bool: Check = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false')
const object: Check = (value) => (isObject(value) ? undefined : 'must be an object')
const texts: Check = (value) =>
  isObject(value) && Object.values(value).every((held) => typeof held === 'string')
    ? undefined
    : 'must be texts by name'
const url: Check = (value) =>
  typeof value === 'string' && /^https?:\/\/[^\s/]+/i.test(value) ? undefined : 'must be an http or https URL'

function number(least: number): Check {
  return (value) =>
    typeof value === 'number' && Number.isFinite(value) && value >= least ? undefined : `must be a number from ${least}`
}

interface Shape {
  readonly needs: Readonly<Record<string, Check>>
  readonly may: Readonly<Record<string, Check>>
}

const shapes: Readonly<Record<EngineSettings['kind'], Shape>> = {
  openai: {
    needs: { kind: text, baseUrl: url, model: text },
    may: {
      apiKey: anyText,
      headers: texts,
      body: object,
      stream: bool,
      timeoutMs: number(1),
      retries: number(0),
      retryDelayMs: number(0),
      maxRetryAfterMs: number(0),
      maxReplyBytes: number(1),
      temperature: number(0),
      maxTokens: number(1),
    },
  },
  echo: { needs: { kind: text, reply: anyText }, may: {} },
}

/** The configuration as it is, and everything that is wrong with it, each with its path. Values are never told: one may be a key. */
export function readConfig(config: unknown): { readonly config: LlmConfig; readonly problems: readonly string[] } {
  const given = config ?? {}
  if (!isObject(given)) return { config: {}, problems: ['config must be an object'] }
  const unknown = Object.keys(given).filter((member) => member !== 'engines' && member !== 'default')
  const engines = given.engines ?? {}
  const problems = unknown.map((member) => `config.${member} is not known; there are engines and default`)
  if (!isObject(engines)) return { config: {}, problems: [...problems, 'config.engines must be an object'] }
  for (const [name, engine] of Object.entries(engines)) problems.push(...findProblems(engine, `config.engines.${name}`))
  const chosen = given.default
  if (chosen !== undefined && typeof chosen !== 'string') problems.push('config.default must be the name of an engine')
  return { config: given as LlmConfig, problems }
}

function findProblems(engine: unknown, path: string): readonly string[] {
  if (!isObject(engine)) return [`${path} must be an object`]
  const { kind } = engine
  if (kind !== 'openai' && kind !== 'echo') return [`${path}.kind must be openai or echo`]
  const { needs, may } = shapes[kind]
  const known: Readonly<Record<string, Check>> = { ...needs, ...may }
  const missing = Object.keys(needs).filter((member) => engine[member] === undefined)
  const wrong = Object.entries(engine).flatMap(([member, value]) => {
    const check = Object.hasOwn(known, member) ? known[member] : undefined
    if (check === undefined) return [`${path}.${member} is not known; there are ${Object.keys(known).join(', ')}`]
    const problem = value === undefined ? undefined : check(value)
    return problem === undefined ? [] : [`${path}.${member} ${problem}`]
  })
  return [...missing.map((member) => `${path}.${member} is missing`), ...wrong]
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
