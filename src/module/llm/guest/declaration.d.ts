/** What turns, arguments and results are made of. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json }

export type BlockKind = 'user' | 'llm_text' | 'tool_call' | 'tool_use' | 'system' | 'reasoning' | 'other'

/** One part of a conversation. A snapshot: frozen all through. Members that are not listed here are kept as they are. */
export interface Block {
  readonly id: string
  readonly kind: BlockKind
  /** `user`, `assistant`, `system`, `tool`, or what was given. */
  readonly role: string
  /** Text kinds: `text`. A `tool_call`: `id`, `name`, `args`. A `tool_use`: `id` of the call, and `result` or `error`. */
  readonly payload: { readonly [member: string]: Json }
  readonly metadata: { readonly [member: string]: Json }
  readonly [member: string]: Json
}

/** A conversation up to a point. A snapshot: frozen all through. Members that are not listed here are kept as they are. */
export interface Turn {
  readonly id: string
  readonly blocks: readonly Block[]
  /** The runs of a session leave `sessionId`, `inferenceId`, `usage`, `stopReason` and `model` here. */
  readonly metadata: { readonly [member: string]: Json }
  readonly data: { readonly [member: string]: Json }
  readonly [member: string]: Json | readonly Block[]
}

/** A block as it is written: `text`, `name`, `args`, `result`, `error` and `callId` may stand outside the payload. */
export interface BlockInit {
  readonly kind: BlockKind
  readonly [member: string]: unknown
}

/** A turn as it is written. A member that is left out is filled in. */
export interface TurnInit {
  readonly blocks?: readonly (BlockInit | Block)[]
  readonly [member: string]: unknown
}

/** What a run begins with: text or blocks are added to the latest turn of the session; a turn is taken as it is. */
export type Seed = string | BlockInit | Block | readonly (BlockInit | Block)[] | TurnInit | Turn

/** A turn from a user's text, from blocks, or from its parts. */
export function turn(from?: Seed): Turn
/** The turn with more blocks, under a fresh id. */
export function append(turn: Turn, ...blocks: readonly (string | BlockInit | Block)[]): Turn
/** What the model wrote in a turn, joined. */
export function text(turn: Turn): string
export function user(text: string, options?: { readonly images?: readonly string[]; readonly metadata?: object }): Block
export function system(text: string): Block
export function assistant(text: string): Block
export function toolCall(id: string, name: string, args: Json): Block
export function toolUse(id: string, result: Json, error?: string | null): Block

/** Something that continues a turn. Opaque: only what `engines` gives is one. */
export interface Engine {
  readonly name: string
  readonly kind: 'echo' | 'function' | 'named'
}

/** What an engine made of guest code is told beside the turn. */
export interface InferenceContext {
  readonly sessionId: string
  readonly inferenceId: string
  /** The first inference of a run is 1. */
  readonly iteration: number
  readonly tags: { readonly [tag: string]: Json }
  /** As `Date.now()` tells time; null for none. */
  readonly deadlineMs: number | null
  readonly signal: Signal
  readonly tools: readonly ToolDescription[]
  readonly toolChoice: ToolChoice
  /** Tells listeners of text as it comes. */
  emit(event: { readonly type: 'text_delta' | 'reasoning_delta'; readonly text: string }): void
}

/** Gives the turn that follows; text and blocks are added to the turn it got. May be async. */
export type EngineFunction = (
  turn: Turn,
  context: InferenceContext,
) => Turn | TurnInit | string | Block | readonly Block[] | Promise<Turn | TurnInit | string | Block | readonly Block[]>

export const engines: {
  /** Answers with `reply`, or with the last text of the user. */
  echo(options?: { readonly reply?: string }): Engine
  fromFunction(infer: EngineFunction, options?: { readonly name?: string }): Engine
  /** An engine that the host configured; without a name, its default. An unknown name fails when a run begins. */
  named(name?: string): Engine
  /** The names of the engines that the host configured. */
  names(): readonly string[]
}

/** A function that stands around the engine; the first that is listed is the outermost. May be async. */
export type Middleware = (
  turn: Turn,
  /** Runs what is inside, on this turn. */
  next: (turn: Turn | TurnInit) => Promise<Turn>,
  context: InferenceContext,
) => Turn | TurnInit | undefined | Promise<Turn | TurnInit | undefined>

/** What a tool is to a model. */
export interface ToolDescription {
  readonly name: string
  readonly description: string
  /** A JSON Schema of the arguments. */
  readonly parameters: { readonly [member: string]: Json }
}

export interface ToolContext {
  readonly toolName: string
  readonly callId: string
  readonly sessionId: string
  readonly inferenceId: string
  readonly tags: { readonly [tag: string]: Json }
  readonly timestampMs: number
  /** When the tool or its run is out of time; null for never. */
  readonly deadlineMs: number | null
  /** Aborted when the tool is out of time, or its run fails or is given up. */
  readonly signal: Signal
}

export interface Tool {
  /** Letters, digits, `_` and `-`; 64 at most. */
  readonly name: string
  readonly description?: string
  readonly parameters?: { readonly [member: string]: Json }
  /** Overrides the session's `toolTimeoutMs`. */
  readonly timeoutMs?: number
  /** What it gives is told to the model; what it throws is told to it as an error. May be async. */
  // biome-ignore lint/suspicious/noExplicitAny: arguments have the type that the tool's own schema says.
  handler(args: any, context: ToolContext): unknown
}

export interface ToolRegistry {
  /** Adds a tool of guest code. Throws where the name is taken. */
  register(tool: Tool): ToolRegistry
  /** Adds tools that the host gives. An unknown name fails when a run begins. */
  use(...names: readonly string[]): ToolRegistry
  /** In the order in which they were added. */
  readonly names: readonly string[]
  has(name: string): boolean
  /** Runs a tool of guest code without a model. */
  call(name: string, args: Json): Promise<Json>
}

export const tools: {
  registry(tools?: readonly Tool[]): ToolRegistry
}

export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string }

export interface ToolCall {
  readonly id: string
  readonly name: string
  readonly args: Json
}

/** Functions around each call of a tool. All may be async; `abort` ends the run with an error. */
export interface ToolHooks {
  /** May put another name or other arguments in place, or end the run. */
  before?(
    call: ToolCall,
    context: ToolContext,
  ): Awaitable<{ readonly name?: string; readonly args?: Json; readonly abort?: boolean | string } | undefined>
  /** May put another result or error in place, or end the run. */
  after?(
    call: ToolCall & { readonly result: Json; readonly error: string | null },
    context: ToolContext,
  ): Awaitable<
    { readonly result?: Json; readonly error?: string | null; readonly abort?: boolean | string } | undefined
  >
  /** Chooses what follows a failure. `attempt` counts from 1. */
  onError?(
    failure: ToolCall & { readonly error: LlmError; readonly attempt: number },
    context: ToolContext,
  ): Awaitable<ToolErrorPolicy | { readonly action: ToolErrorPolicy; readonly delayMs?: number } | undefined>
  /** A hook that throws: `closed` (the default) makes it the error of the tool; `open` goes on as if there was no hook. */
  readonly failure?: 'open' | 'closed'
}

export type ToolErrorPolicy = 'continue' | 'retry' | 'abort'

type Awaitable<T> = T | Promise<T>

export interface SessionOptions {
  readonly id?: string
  /** An engine, the name of one that the host configured, or a function. Default: the default of the host. */
  readonly engine?: Engine | string | EngineFunction
  readonly tools?: ToolRegistry | readonly Tool[]
  readonly middleware?: readonly Middleware[]
  readonly hooks?: ToolHooks
  /** The turn that history begins with. */
  readonly base?: Turn | TurnInit
  /** Stands first in every conversation that has no system block. */
  readonly system?: string
  /** Inferences of one run; default 20. */
  readonly maxIterations?: number
  /** Tools that run at once; default 8. */
  readonly parallelTools?: number
  /** Default 30,000; 0 for no limit. */
  readonly toolTimeoutMs?: number
  readonly toolChoice?: ToolChoice
  /** What follows when a tool fails and no hook says otherwise; default `continue`: the model is told of the error. */
  readonly toolErrors?: ToolErrorPolicy
  /** How often a call of a tool is repeated at most; default 2, 10 at most. */
  readonly toolRetries?: number
  /** Sampling temperature; the engine's own where absent. */
  readonly temperature?: number
  /** Never more than the host allows the engine. */
  readonly maxTokens?: number
  /** Gets every event as `emit('event', event)`, then as `emit(event.type, event)`: an `EventEmitter`. */
  readonly events?: { emit(name: string, event: SessionEvent): unknown }
}

export interface RunOptions {
  /** Ends the run with `llm_timeout_error`. */
  readonly timeoutMs?: number
  /** Told to handlers, engines, middleware and hooks. */
  readonly tags?: { readonly [tag: string]: Json }
  /** Ends the run with `llm_canceled_error` when it is aborted. */
  readonly signal?: Signal
}

export interface Usage {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly totalTokens: number
}

export interface RunResult {
  /** What the model wrote last. */
  readonly text: string
  /** Of all inferences of the run; null where the engine does not say. */
  readonly usage: Usage | null
  /** `stop`, `length`, `tool_calls`, `content_filter`, another word of the engine's, or null. */
  readonly stopReason: string | null
  readonly inputTurn: Turn
  readonly outputTurn: Turn
  readonly iterations: number
}

interface EventMembers {
  readonly sessionId: string
  readonly inferenceId: string
  /** Counts the events of a run from 0. */
  readonly sequence: number
}

export type SessionEvent = EventMembers &
  (
    | { readonly type: 'started'; readonly turn: Turn }
    | { readonly type: 'text_delta'; readonly iteration: number; readonly text: string }
    | { readonly type: 'reasoning_delta'; readonly iteration: number; readonly text: string }
    | { readonly type: 'tool_call'; readonly iteration: number; readonly call: ToolCall }
    | {
        readonly type: 'tool_result'
        readonly iteration: number
        readonly call: ToolCall
        readonly result: Json
        readonly error: string | null
      }
    | { readonly type: 'final'; readonly result: RunResult }
    | { readonly type: 'inference_error'; readonly error: { readonly code: string; readonly message: string } }
  )

export type EventType = SessionEvent['type']

export interface RunHandle {
  /** Settles after the last event was delivered. */
  readonly promise: Promise<RunResult>
  /** Ends the run with `llm_canceled_error`; does nothing when it is over. */
  cancel(reason?: string): void
  /** Calls the listener for each event of a type, `*` for all, in order. What it throws is logged and changes nothing. */
  on<T extends EventType>(type: T, listener: (event: Extract<SessionEvent, { type: T }>) => unknown): RunHandle
  on(type: '*', listener: (event: SessionEvent) => unknown): RunHandle
}

/** A conversation with its history. One run at a time. */
export interface Session {
  readonly id: string
  readonly isRunning: boolean
  /** The last turn of history; null where there is none. */
  readonly latest: Turn | null
  /** What each run gave, oldest first. A run that failed leaves nothing. */
  readonly turns: readonly Turn[]
  readonly turnCount: number
  /** Null where there is none. */
  turn(index: number): Turn | null
  /** Adds to history without a run. */
  append(seed: Seed): Turn
  run(seed?: Seed, options?: RunOptions): Promise<RunResult>
  /** Like `run`; listeners that are added at once miss nothing. */
  start(seed?: Seed, options?: RunOptions): RunHandle
  /** False where nothing was running. */
  cancelActive(reason?: string): boolean
  /** A session with the same options and the history up to a turn: the latest, the one at an index, or one that is given. */
  fork(options?: { readonly at?: number; readonly turn?: Turn | TurnInit; readonly id?: string }): Session
}

export function session(options?: SessionOptions): Session

/** What tells code to stop, in the form of a web `AbortSignal`. */
export interface Signal {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
  throwIfAborted(): void
}

/** A signal, and what sets it off. */
export function cancellation(): { readonly signal: Signal; cancel(reason?: string): void }

/** What everything here throws and rejects with. */
export interface LlmError extends Error {
  readonly code: string
  /** The same run may go well a second time. */
  readonly retryable: boolean
}

/** The kinds of blocks, by themselves. */
export const kinds: { readonly [Kind in BlockKind]: Kind }
/** The types of events, by themselves. */
export const eventTypes: { readonly [Type in EventType]: Type }
