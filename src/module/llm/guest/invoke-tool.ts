import { createCancellation, onAbort, untilAborted } from './cancellation.js'
import type { Json, Signal, ToolCall, ToolContext } from './declaration.js'
import { failureError } from './failure-error.js'
import { codeOf, LlmError, messageOf } from './llm-error.js'
import type { Run } from './run.js'
import { snapshot } from './snapshot.js'
import type { ToolEntry } from './tool-registry.js'

export type Outcome = { readonly ok: true; readonly result: Json } | { readonly ok: false; readonly error: LlmError }

/** Runs a tool once. Its failures are values; only the end of the run is thrown. */
export async function invokeTool(run: Run, entry: ToolEntry, call: ToolCall): Promise<Outcome> {
  const { signal } = run.cancellation
  signal.throwIfAborted()
  const own = createCancellation()
  const forget = onAbort(signal, () => own.abort(signal.reason))
  const limitMs = (entry.of === 'guest' ? entry.timeoutMs : undefined) ?? run.settings.toolTimeoutMs
  const context = toolContext(run, call, limitMs, own.signal)
  const state = { isOver: false }
  try {
    const given = entry.of === 'guest' ? entry.handler(call.args, context) : callAtHost(run, call)
    if (limitMs > 0 && isPromise(given)) {
      const late = (): void =>
        own.abort(new LlmError('llm_tool_timeout_error', `the tool ${call.name} took longer than ${limitMs} ms`))
      wakeAfter(run, limitMs, () => {
        if (!state.isOver) late()
      })
    }
    const value = await untilAborted(own.signal, given)
    return { ok: true, result: snapshot(value ?? null, `the result of ${call.name}`) }
  } catch (thrown) {
    signal.throwIfAborted()
    return { ok: false, error: toolError(call.name, thrown) }
  } finally {
    state.isOver = true
    forget()
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function'
}

function wakeAfter(run: Run, ms: number, wake: () => void): void {
  run.host.sleep(run.id, ms).then(
    (fired) => {
      if (fired) wake()
    },
    () => undefined,
  )
}

async function callAtHost(run: Run, { id, name, args }: ToolCall): Promise<Json> {
  const { sessionId, tags } = run
  const answer = await run.host.callTool(run.id, name, args, { callId: id, sessionId, inferenceId: run.id, tags })
  if (!answer.ok) throw failureError(answer.failure)
  return answer.value
}

export function toolContext(run: Run, call: ToolCall, limitMs: number, signal: Signal): ToolContext {
  const timestampMs = Date.now()
  const own = limitMs > 0 ? timestampMs + limitMs : Number.POSITIVE_INFINITY
  const deadlineMs = Math.min(own, run.deadlineMs ?? Number.POSITIVE_INFINITY)
  return Object.freeze({
    toolName: call.name,
    callId: call.id,
    sessionId: run.sessionId,
    inferenceId: run.id,
    tags: run.tags,
    timestampMs,
    deadlineMs: Number.isFinite(deadlineMs) ? deadlineMs : null,
    signal,
  })
}

function toolError(name: string, thrown: unknown): LlmError {
  if (thrown instanceof LlmError) return thrown
  return new LlmError(codeOf(thrown, 'llm_tool_error'), messageOf(thrown), { tool: name, cause: thrown })
}
