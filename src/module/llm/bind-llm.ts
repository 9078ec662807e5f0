import type { Json, JsonObject } from '../../contract/json.js'
import type { GuestFunction, HostFunctions, NativeContext } from '../../contract/native.js'
import type { CancelSignal, Logger } from '../../contract/provider.js'
import { createDelivery } from './deliver-deltas.js'
import type { InferenceReply, InferenceRequest, LlmEngine, LlmTool } from './engine.js'
import { InferenceError } from './engine.js'
import type { Failure, InferAnswer, RunEnd, ToolAnswer } from './guest/host.js'
import type { RunTable } from './run-table.js'
import { createRunTable } from './run-table.js'

/** What guests of one owned runtime may reach. */
export interface Grants {
  readonly engines: ReadonlyMap<string, LlmEngine>
  readonly defaultEngine: string | undefined
  readonly tools: ReadonlyMap<string, LlmTool>
  readonly logger: Logger
}

/** The host side of `llm` for one owned runtime: engines, tools and time. What fails is a value, so that its code arrives whole. */
export function bindLlm(
  grants: Grants,
  context: Pick<NativeContext, 'callSignal' | 'lifetime' | 'timers'>,
): HostFunctions {
  const runs = createRunTable(context.timers, context.lifetime)
  return {
    begin: (run: string, timeoutMs: number | null): Promise<RunEnd> => runs.begin(run, context.callSignal(), timeoutMs),
    end: (run: string): void => runs.end(run),
    sleep: (run: string, ms: number): Promise<boolean> => runs.sleep(run, ms),
    infer: (run: string, request: InferenceRequest & { readonly engine?: string }, deliver: GuestFunction) =>
      infer(grants, runs, { run, request, deliver }),
    engines: (): readonly string[] => [...grants.engines.keys()],
    describeTools: (names: readonly string[]) => describeTools(grants.tools, names),
    callTool: (run: string, name: string, args: Json, call: ToolCallNames) =>
      callTool(grants, runs, { run, name, args, call }),
    warn: (message: string, details: JsonObject): void => grants.logger.warn(message, details),
  }
}

interface Inference {
  readonly run: string
  readonly request: InferenceRequest & { readonly engine?: string }
  readonly deliver: GuestFunction
}

async function infer(grants: Grants, runs: RunTable, { run, request, deliver }: Inference): Promise<InferAnswer> {
  const { engine: name = grants.defaultEngine, ...rest } = request
  const signal = runs.signalOf(run)
  try {
    const engine = findEngine(grants, name)
    if (signal === undefined) return overAnswer
    const delivery = createDelivery(deliver, signal, () => runs.end(run))
    const reply = await engine.infer(rest, { signal, emit: delivery.push })
    await delivery.flush()
    return answerOf(reply)
  } catch (thrown) {
    if (signal?.aborted === true) return overAnswer
    grants.logger.warn('an inference failed', { engine: name, error: wordsOf(thrown) })
    return { ok: false, failure: failureOf(thrown, 'llm_engine_error') }
  } finally {
    deliver.release()
  }
}

const overAnswer: InferAnswer & ToolAnswer = {
  ok: false,
  failure: { code: 'llm_canceled_error', message: 'the run is over', retryable: false },
}

function findEngine({ engines }: Grants, name: string | undefined): LlmEngine {
  if (name === undefined) throw new InferenceError('llm_engine_unknown_error', 'the host configured no default engine')
  const engine = engines.get(name)
  if (engine !== undefined) return engine
  const known = engines.size === 0 ? 'there are none' : `there are ${[...engines.keys()].join(', ')}`
  throw new InferenceError('llm_engine_unknown_error', `there is no engine ${name}; ${known}`)
}

function answerOf({ blocks, usage, stopReason, model }: InferenceReply): InferAnswer {
  return {
    ok: true,
    blocks: blocks.map((block) => ({ ...block })),
    usage: usage ?? null,
    stopReason: stopReason ?? null,
    model: model ?? null,
  }
}

function failureOf(thrown: unknown, otherwise: string): Failure {
  if (thrown instanceof InferenceError) {
    const { code, message, retryable, status, retryAfterMs } = thrown
    return {
      code,
      message,
      retryable,
      ...(status === undefined ? {} : { status }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    }
  }
  // What was not said for guests may name an address, or a key.
  return { code: otherwise, message: 'it failed on the host, whose log says why', retryable: false }
}

function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : 'what was thrown is no error'
}

function describeTools(tools: ReadonlyMap<string, LlmTool>, names: readonly string[]): object {
  return {
    tools: names.flatMap((name) => {
      const tool = tools.get(name)
      return tool === undefined ? [] : [{ name, description: tool.description, parameters: tool.parameters }]
    }),
    unknown: names.filter((name) => !tools.has(name)),
  }
}

interface ToolCallNames {
  readonly callId: string
  readonly sessionId: string
  readonly inferenceId: string
  readonly tags: JsonObject
}

interface ToolRequest {
  readonly run: string
  readonly name: string
  readonly args: Json
  readonly call: ToolCallNames
}

async function callTool(grants: Grants, runs: RunTable, { run, name, args, call }: ToolRequest): Promise<ToolAnswer> {
  const signal: CancelSignal | undefined = runs.signalOf(run)
  const tool = grants.tools.get(name)
  if (signal === undefined) return overAnswer
  try {
    if (tool === undefined) throw new InferenceError('llm_tool_unknown_error', `there is no tool ${name}`)
    return { ok: true, value: (await tool.run(args, { ...call, signal })) ?? null }
  } catch (thrown) {
    grants.logger.warn('a tool failed', { tool: name, error: wordsOf(thrown) })
    return { ok: false, failure: failureOf(thrown, 'llm_tool_error') }
  }
}
