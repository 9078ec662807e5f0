import type { Awaitable, Json, JsonObject } from '../../contract/json.js'
import type { CancelSignal } from '../../contract/provider.js'

/** One part of a conversation, as guests wrote it. */
export interface ChatBlock {
  readonly kind: string
  readonly role?: string
  readonly payload: JsonObject
}

/** What a model may call. */
export interface ChatTool {
  readonly name: string
  readonly description: string
  /** A JSON Schema of the arguments. */
  readonly parameters: JsonObject
}

/** A conversation that an engine is to continue. */
export interface InferenceRequest {
  readonly turn: { readonly id: string; readonly blocks: readonly ChatBlock[]; readonly metadata: JsonObject }
  readonly tools: readonly ChatTool[]
  readonly toolChoice: 'auto' | 'none' | 'required' | { readonly name: string }
  readonly temperature?: number
  readonly maxTokens?: number
}

/** Text as it comes. */
export interface InferenceDelta {
  readonly type: 'text_delta' | 'reasoning_delta'
  readonly text: string
}

/** What an engine adds to a conversation. */
export interface InferenceReply {
  /** `llm_text`, `reasoning` and `tool_call` blocks. */
  readonly blocks: readonly ChatBlock[]
  readonly usage?: InferenceUsage | null
  readonly stopReason?: string | null
  readonly model?: string | null
}

export interface InferenceUsage {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly totalTokens: number
}

export interface InferenceSurroundings {
  /** Aborted when nobody waits for the reply any more. */
  readonly signal: CancelSignal
  /** Tells the guest of text as it comes, in order. */
  emit(delta: InferenceDelta): void
}

/** Something on the host that continues conversations. Fails with an `InferenceError`, or with anything else, which is `llm_engine_error`. */
export interface LlmEngine {
  infer(request: InferenceRequest, surroundings: InferenceSurroundings): Awaitable<InferenceReply>
}

/** A tool that the host gives to guests. */
export interface LlmTool {
  readonly description: string
  /** A JSON Schema of the arguments. */
  readonly parameters: JsonObject
  run(args: Json, call: LlmToolCall): Awaitable<Json | undefined>
}

export interface LlmToolCall {
  readonly callId: string
  readonly sessionId: string
  readonly inferenceId: string
  readonly tags: JsonObject
  readonly signal: CancelSignal
}

/** A failure that guests are told of, with its code and message. */
export class InferenceError extends Error {
  override readonly name = 'InferenceError'
  readonly code: string
  readonly retryable: boolean
  /** The HTTP status, where there was one. */
  readonly status: number | undefined
  readonly retryAfterMs: number | undefined

  constructor(
    code: string,
    message: string,
    details: {
      readonly retryable?: boolean
      readonly status?: number | undefined
      readonly retryAfterMs?: number | undefined
      readonly cause?: unknown
    } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.retryable = details.retryable ?? false
    this.status = details.status
    this.retryAfterMs = details.retryAfterMs
  }
}
