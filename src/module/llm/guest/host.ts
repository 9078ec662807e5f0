import type { Json, ToolChoice, ToolDescription, Turn, Usage } from './declaration.js'

/** A failure as it crosses. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly retryable: boolean
  readonly status?: number
  readonly retryAfterMs?: number
}

export interface Delta {
  readonly type: 'text_delta' | 'reasoning_delta'
  readonly text: string
}

export interface InferRequest {
  /** Absent: the default. */
  readonly engine?: string
  readonly turn: Turn
  readonly tools: readonly ToolDescription[]
  readonly toolChoice: ToolChoice
  readonly temperature?: number
  readonly maxTokens?: number
}

export type InferAnswer =
  | {
      readonly ok: true
      /** Blocks without ids. */
      readonly blocks: readonly { readonly [member: string]: Json }[]
      readonly usage: Usage | null
      readonly stopReason: string | null
      readonly model: string | null
    }
  | { readonly ok: false; readonly failure: Failure }

export type ToolAnswer = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly failure: Failure }

/** Why the host ends a run: its time is over, its call or its runtime ends, or it was over already. */
export type RunEnd = 'timeout' | 'canceled' | 'closed' | 'ended'

/** What the host side does for runs; see `bind-llm.ts`. Never called while modules load. */
export interface Host {
  begin(run: string, timeoutMs: number | null): Promise<RunEnd>
  end(run: string): void
  /** False where the run ended first. */
  sleep(run: string, ms: number): Promise<boolean>
  infer(run: string, request: InferRequest, deliver: (deltas: readonly Delta[]) => void): Promise<InferAnswer>
  engines(): readonly string[]
  /** `unknown`: the names that the host has no tool for. */
  describeTools(names: readonly string[]): {
    readonly tools: readonly ToolDescription[]
    readonly unknown: readonly string[]
  }
  callTool(run: string, name: string, args: Json, context: Json): Promise<ToolAnswer>
  warn(message: string, details: Json): void
}
