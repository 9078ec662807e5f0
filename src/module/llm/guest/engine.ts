import { assistant, readBlock } from './block.js'
import type { Block, Engine, EngineFunction, InferenceContext, Turn } from './declaration.js'
import { failureError } from './failure-error.js'
import type { Delta, Host } from './host.js'
import { isRecord, LlmError, optionError } from './llm-error.js'
import { extend, isTurnLike, readBlocks, readTurn, stamp, textOf } from './turn.js'

/** What an engine is given of its run beside what engines made of guest code may see. */
export interface EngineAccess {
  readonly host: Host
  readonly run: string
  readonly temperature?: number
  readonly maxTokens?: number
  deliver(delta: Delta): void
}

type Infer = (turn: Turn, context: InferenceContext, access: EngineAccess) => Promise<Turn>

// What an engine does is kept beside it, so that nothing which merely looks like one is taken for one.
const behaviours = new WeakMap<object, Infer>()

function makeEngine(name: string, kind: Engine['kind'], infer: Infer): Engine {
  const engine = Object.freeze({ name, kind })
  behaviours.set(engine, infer)
  return engine
}

export function echo({ reply }: { readonly reply?: string } = {}): Engine {
  if (reply !== undefined && typeof reply !== 'string') throw optionError('reply must be text')
  return makeEngine('echo', 'echo', async (turn, _, { deliver }) => {
    const text = reply ?? lastTextOfUser(turn)
    deliver({ type: 'text_delta', text })
    return stamp(extend(turn, [assistant(text)]), { stopReason: 'stop' })
  })
}

function lastTextOfUser(turn: Turn): string {
  const last = turn.blocks.filter(({ kind }) => kind === 'user').at(-1)
  return last === undefined ? '' : String(last.payload.text)
}

export function fromFunction(infer: EngineFunction, { name = 'function' }: { readonly name?: string } = {}): Engine {
  if (typeof infer !== 'function') throw optionError('an engine is made of a function')
  return makeEngine(name, 'function', async (turn, context) => readOutput(await infer(turn, context), turn))
}

/** What a function engine gave, as a turn. */
function readOutput(output: unknown, turn: Turn): Turn {
  if (output === undefined || output === null) throw new LlmError('llm_engine_error', 'the engine gave no turn')
  if (typeof output === 'string') return extend(turn, [assistant(output)])
  if (isTurnLike(output)) return readTurn(output, 'the turn of the engine')
  return extend(turn, readBlocks(output, 'the blocks of the engine'))
}

export function named(name?: string): Engine {
  if (name !== undefined && (typeof name !== 'string' || name === ''))
    throw optionError('the name of an engine is text')
  return makeEngine(name ?? 'default', 'named', (turn, context, access) => inferAtHost(name, turn, context, access))
}

async function inferAtHost(
  name: string | undefined,
  turn: Turn,
  context: InferenceContext,
  access: EngineAccess,
): Promise<Turn> {
  const { host, run, temperature, maxTokens } = access
  const request = {
    turn,
    tools: context.tools,
    toolChoice: context.toolChoice,
    ...(name === undefined ? {} : { engine: name }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
  }
  const answer = await host.infer(run, request, (deltas) => deltas.forEach(access.deliver))
  if (!answer.ok) throw failureError(answer.failure)
  const { usage, stopReason, model } = answer
  const blocks = answer.blocks.map((block, at) => readBlock(block, `the reply's blocks[${at}]`))
  return stamp(extend(turn, blocks), { usage: usage === null ? null : { ...usage }, stopReason, model })
}

/** The engine that an option names. */
export function readEngine(engine: unknown): Engine {
  if (engine === undefined || typeof engine === 'string') return named(engine)
  if (typeof engine === 'function') return fromFunction(engine as EngineFunction)
  if (isRecord(engine) && behaviours.has(engine)) return engine as unknown as Engine
  throw new LlmError('llm_engine_invalid_error', 'engine must be one that llm.engines gave, a name or a function')
}

/** Lets an engine continue a turn. */
export function infer(engine: Engine, turn: Turn, context: InferenceContext, access: EngineAccess): Promise<Turn> {
  const behaviour = behaviours.get(engine)
  if (behaviour === undefined) return Promise.reject(new LlmError('llm_engine_invalid_error', 'this is no engine'))
  return behaviour(turn, context, access)
}

/** What an inference wrote: the text of the blocks that were not there before. */
export function textSince(before: Turn, after: Turn): string {
  const known = new Set(before.blocks.map(({ id }) => id))
  return textOf(after.blocks.filter(({ id }: Block) => !known.has(id)))
}
