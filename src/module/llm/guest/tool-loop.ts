import { callTools, pendingCalls } from './call-tools.js'
import { untilAborted } from './cancellation.js'
import type { InferenceContext, Json, Middleware, RunResult, ToolDescription, Turn, Usage } from './declaration.js'
import { infer, textSince } from './engine.js'
import { isRecord, LlmError } from './llm-error.js'
import type { Run, RunTools } from './run.js'
import type { ToolEntry } from './tool-registry.js'
import { entriesOf, unknownTool } from './tool-registry.js'
import { extend, readTurn, stamp } from './turn.js'

/** Lets the engine continue the turn, and answers its calls of tools, until it asks for none. */
export async function runLoop(run: Run, input: Turn): Promise<RunResult> {
  const tools = readTools(run)
  const { maxIterations } = run.settings
  let turn = input
  let usage: Usage | null = null
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const before = withoutReport(turn)
    const after = await inferOnce(run, tools, before, iteration)
    usage = addUsage(usage, after.metadata.usage)
    const calls = tools === undefined ? [] : pendingCalls(after)
    if (tools === undefined || calls.length === 0) return result({ run, input, before, after, usage, iteration })
    turn = extend(after, await callTools(run, tools, calls, iteration))
  }
  throw new LlmError('llm_iterations_error', `max iterations (${maxIterations}) reached`, { maxIterations })
}

function readTools(run: Run): RunTools | undefined {
  const { tools } = run.settings
  if (tools === undefined) return undefined
  const entries = entriesOf(tools)
  const atHost = entries.flatMap(({ of, description }) => (of === 'host' ? [description.name] : []))
  const described = atHost.length === 0 ? { tools: [], unknown: [] } : run.host.describeTools(atHost)
  const [missing] = described.unknown
  if (missing !== undefined) throw unknownTool(missing)
  const ofHost = new Map(described.tools.map((tool) => [tool.name, tool]))
  const describe = (entry: ToolEntry): readonly ToolDescription[] => {
    const description = entry.of === 'guest' ? entry.description : ofHost.get(entry.description.name)
    return description === undefined ? [] : [description]
  }
  return {
    descriptions: Object.freeze(entries.flatMap(describe)),
    entries: new Map(entries.map((entry) => [entry.description.name, entry])),
  }
}

async function inferOnce(run: Run, tools: RunTools | undefined, turn: Turn, iteration: number): Promise<Turn> {
  const { engine, middleware, temperature, maxTokens } = run.settings
  const { signal } = run.cancellation
  const deliver = (delta: { readonly type: 'text_delta' | 'reasoning_delta'; readonly text: string }): void =>
    run.events.tell({ type: delta.type, iteration, text: String(delta.text) })
  const context: InferenceContext = Object.freeze({
    sessionId: run.sessionId,
    inferenceId: run.id,
    iteration,
    tags: run.tags,
    deadlineMs: run.deadlineMs,
    signal,
    tools: tools?.descriptions ?? [],
    toolChoice: run.settings.toolChoice,
    emit: (event: { readonly type: 'text_delta' | 'reasoning_delta'; readonly text: string }) => {
      if (event.type !== 'text_delta' && event.type !== 'reasoning_delta')
        throw new LlmError('llm_option_error', 'an engine tells of text_delta and reasoning_delta only')
      deliver(event)
    },
  })
  const settings = {
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
  }
  const innermost: Next = (inner) =>
    untilAborted(signal, infer(engine, inner, context, { host: run.host, run: run.id, deliver, ...settings }))
  const outermost = middleware.reduceRight<Next>((inside, outer) => around(outer, inside, context), innermost)
  return untilAborted(signal, outermost(turn))
}

type Next = (turn: Turn) => Promise<Turn>

function around(outer: Middleware, inside: Next, context: InferenceContext): Next {
  return async (turn) => {
    let latest = turn
    const given = await outer(
      turn,
      async (inner) => {
        latest = await inside(readTurn(inner, 'the turn of the middleware'))
        return latest
      },
      context,
    )
    // One that only looks on, and gives nothing, changes nothing.
    return given === undefined ? latest : readTurn(given, 'the turn of the middleware')
  }
}

const report = ['usage', 'stopReason', 'model']

// What an earlier inference reported must not be read as what this one does.
function withoutReport(turn: Turn): Turn {
  const kept = Object.entries(turn.metadata).filter(([member]) => !report.includes(member))
  return Object.freeze({ ...turn, metadata: Object.freeze(Object.fromEntries(kept)) })
}

function addUsage(sum: Usage | null, more: Json | undefined): Usage | null {
  if (!isRecord(more)) return sum
  const count = (member: keyof Usage): number => {
    const added = more[member]
    return (sum?.[member] ?? 0) + (typeof added === 'number' ? added : 0)
  }
  return Object.freeze({
    inputTokens: count('inputTokens'),
    outputTokens: count('outputTokens'),
    totalTokens: count('totalTokens'),
  })
}

interface Finished {
  readonly run: Run
  readonly input: Turn
  readonly before: Turn
  readonly after: Turn
  readonly usage: Usage | null
  readonly iteration: number
}

function result({ run, input, before, after, usage, iteration }: Finished): RunResult {
  const { stopReason } = after.metadata
  const stamped = stamp(after, {
    sessionId: run.sessionId,
    inferenceId: run.id,
    ...(usage === null ? {} : { usage: { ...usage } }),
  })
  return Object.freeze({
    text: textSince(before, after),
    usage,
    stopReason: typeof stopReason === 'string' ? stopReason : null,
    inputTurn: input,
    outputTurn: Object.freeze({ ...stamped, id: input.id }),
    iterations: iteration,
  })
}
