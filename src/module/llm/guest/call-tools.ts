import { toolUse } from './block.js'
import { callHook, endWhereAsked, RunAborted } from './call-hook.js'
import { untilAborted } from './cancellation.js'
import type { Block, Json, ToolCall, ToolErrorPolicy, Turn } from './declaration.js'
import type { Outcome } from './invoke-tool.js'
import { invokeTool, toolContext } from './invoke-tool.js'
import { LlmError } from './llm-error.js'
import { isPolicy } from './read-options.js'
import type { Run, RunTools } from './run.js'
import { snapshot } from './snapshot.js'
import { unknownTool } from './tool-registry.js'

/** The calls of a turn that nothing after them answers: servers may use an id again in one conversation. */
export function pendingCalls({ blocks }: Turn): readonly ToolCall[] {
  return blocks.flatMap(({ kind, payload }, at) => {
    if (kind !== 'tool_call') return []
    const isAnswered = blocks.slice(at).some((later) => later.kind === 'tool_use' && later.payload.id === payload.id)
    return isAnswered ? [] : [{ id: String(payload.id), name: String(payload.name), args: payload.args ?? {} }]
  })
}

/** Runs calls side by side, as many at once as the session allows; what they give stands in the order of the calls. */
export async function callTools(
  run: Run,
  tools: RunTools,
  calls: readonly ToolCall[],
  iteration: number,
): Promise<readonly Block[]> {
  const uses: Block[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let call = calls[next]; call !== undefined; call = calls[next]) {
      const at = next++
      uses[at] = await callTool(run, tools, call, iteration)
    }
  }
  await Promise.all(Array.from({ length: Math.min(run.settings.parallelTools, calls.length) }, work))
  return uses
}

async function callTool(run: Run, tools: RunTools, asked: ToolCall, iteration: number): Promise<Block> {
  const prepared = await prepare(run, asked)
  const { call } = prepared
  run.events.tell({ type: 'tool_call', iteration, call })
  const outcome = prepared.blocked ?? (await finish(run, call, await attempt(run, tools, call)))
  const result = outcome.ok ? outcome.result : null
  const error = outcome.ok ? null : outcome.error.message
  run.events.tell({ type: 'tool_result', iteration, call, result, error })
  // By the id that the model gave, whatever hooks made of the rest.
  return toolUse(asked.id, result, error)
}

interface Prepared {
  readonly call: ToolCall
  readonly blocked?: Outcome
}

async function prepare(run: Run, call: ToolCall): Promise<Prepared> {
  const { hooks } = run.settings
  if (hooks.before === undefined) return { call }
  try {
    const answer = await guard(
      run,
      callHook(hooks, 'before', () => hooks.before?.(call, contextOf(run, call))),
    )
    endWhereAsked(answer, 'before')
    const { name = call.name, args = call.args } = answer ?? {}
    return { call: Object.freeze({ id: call.id, name: String(name), args: snapshot(args, 'args') }) }
  } catch (thrown) {
    return { call, blocked: failed(run, thrown) }
  }
}

async function attempt(run: Run, tools: RunTools, call: ToolCall): Promise<Outcome> {
  const entry = tools.entries.get(call.name)
  for (let count = 1; ; count++) {
    const outcome: Outcome =
      entry === undefined ? { ok: false, error: unknownTool(call.name) } : await invokeTool(run, entry, call)
    if (outcome.ok) return outcome
    const { action, delayMs, error } = await choose(run, call, outcome.error, count)
    if (action === 'abort') throw new RunAborted(error)
    if (action === 'continue' || count > run.settings.toolRetries || entry === undefined) return { ok: false, error }
    if (delayMs > 0) await guard(run, run.host.sleep(run.id, delayMs))
  }
}

interface Choice {
  readonly action: ToolErrorPolicy
  readonly delayMs: number
  readonly error: LlmError
}

async function choose(run: Run, call: ToolCall, error: LlmError, count: number): Promise<Choice> {
  const { hooks, toolErrors } = run.settings
  const delayMs = 1000 * 2 ** (count - 1)
  if (hooks.onError === undefined) return { action: toolErrors, delayMs, error }
  try {
    const failure = Object.freeze({ ...call, error, attempt: count })
    const answer = await guard(
      run,
      callHook(hooks, 'onError', () => hooks.onError?.(failure, contextOf(run, call))),
    )
    const chosen: { readonly action?: unknown; readonly delayMs?: unknown } =
      typeof answer === 'string' ? { action: answer } : (answer ?? { action: toolErrors })
    if (!isPolicy(chosen.action))
      throw new LlmError('llm_hook_error', 'the hook onError must choose continue, retry or abort')
    return { action: chosen.action, delayMs: typeof chosen.delayMs === 'number' ? chosen.delayMs : delayMs, error }
  } catch (thrown) {
    run.cancellation.signal.throwIfAborted()
    if (!(thrown instanceof LlmError)) throw thrown
    return { action: 'continue', delayMs, error: thrown }
  }
}

async function finish(run: Run, call: ToolCall, outcome: Outcome): Promise<Outcome> {
  const { hooks } = run.settings
  if (hooks.after === undefined) return outcome
  try {
    const result: Json = outcome.ok ? outcome.result : null
    const error = outcome.ok ? null : outcome.error.message
    const told = Object.freeze({ ...call, result, error })
    const answer = await guard(
      run,
      callHook(hooks, 'after', () => hooks.after?.(told, contextOf(run, call))),
    )
    endWhereAsked(answer, 'after')
    if (typeof answer?.error === 'string') return { ok: false, error: new LlmError('llm_tool_error', answer.error) }
    if (answer?.result !== undefined) return { ok: true, result: snapshot(answer.result, `the result of ${call.name}`) }
    return answer?.error === null && !outcome.ok ? { ok: true, result: null } : outcome
  } catch (thrown) {
    return failed(run, thrown)
  }
}

function failed(run: Run, thrown: unknown): Outcome {
  run.cancellation.signal.throwIfAborted()
  if (thrown instanceof LlmError) return { ok: false, error: thrown }
  throw thrown
}

function guard<T>(run: Run, work: T | PromiseLike<T>): Promise<T> {
  return untilAborted(run.cancellation.signal, work)
}

function contextOf(run: Run, call: ToolCall): ReturnType<typeof toolContext> {
  return toolContext(run, call, 0, run.cancellation.signal)
}
