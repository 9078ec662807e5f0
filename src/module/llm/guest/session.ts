import { system } from './block.js'
import type { RunHandle, RunOptions, RunResult, Seed, Session, Turn, TurnInit } from './declaration.js'
import type { Host } from './host.js'
import { identifier } from './identifier.js'
import { isRecord, LlmError, optionError } from './llm-error.js'
import type { Settings } from './read-options.js'
import { readOptions, refuseUnknown } from './read-options.js'
import { startRun } from './start-run.js'
import { extend, isTurnLike, readBlocks, readTurn } from './turn.js'

export function openSession(host: Host, options: unknown): Session {
  const settings = readOptions(options)
  const history = settings.base === undefined ? [] : [settings.base]
  return makeSession(host, settings, { id: readId(isRecord(options) ? options.id : undefined), history })
}

function readId(id: unknown): string {
  if (id === undefined) return identifier('session')
  if (typeof id === 'string' && id.trim() !== '') return id
  throw optionError('the id of a session must not be blank')
}

interface Conversation {
  readonly id: string
  readonly history: readonly Turn[]
}

function makeSession(host: Host, settings: Settings, { id, history }: Conversation): Session {
  const turns = [...history]
  let active: RunHandle | undefined
  const settled = (output: Turn | undefined): void => {
    active = undefined
    if (output !== undefined) turns.push(output)
  }
  const start = (seed?: Seed, options: RunOptions = {}): RunHandle => {
    if (active !== undefined) throw new LlmError('llm_busy_error', 'the session has a run already', { retryable: true })
    const input = prepareInput(settings, turns.at(-1), seed)
    active = startRun({ host, sessionId: id, settings, settled }, input, options)
    return active
  }
  return Object.freeze({
    id,
    get isRunning() {
      return active !== undefined
    },
    get latest() {
      return turns.at(-1) ?? null
    },
    get turns() {
      return Object.freeze([...turns])
    },
    get turnCount() {
      return turns.length
    },
    turn: (index: number) => (Number.isInteger(index) && index >= 0 ? (turns[index] ?? null) : null),
    append(seed: Seed) {
      const added = continueWith(turns.at(-1), seed)
      turns.push(added)
      return added
    },
    run: async (seed?: Seed, options?: RunOptions): Promise<RunResult> => start(seed, options).promise,
    start,
    cancelActive(reason?: string) {
      active?.cancel(reason)
      return active !== undefined
    },
    fork: (options: ForkOptions = {}) => fork(host, settings, turns, options),
  })
}

/** The turn that a run begins with: the latest with the seed, under a fresh id. */
function prepareInput(settings: Settings, latest: Turn | undefined, seed: Seed | undefined): Turn {
  const asked = seed === undefined ? extend(latest ?? readTurn({}, 'turn'), []) : continueWith(latest, seed)
  if (asked.blocks.length === 0)
    throw new LlmError('llm_turn_empty_error', 'there is nothing to continue: the turn is empty')
  if (settings.system === undefined || asked.blocks.some(({ kind }) => kind === 'system')) return asked
  return Object.freeze({ ...asked, blocks: Object.freeze([system(settings.system), ...asked.blocks]) })
}

function continueWith(latest: Turn | undefined, seed: Seed): Turn {
  if (isTurnLike(seed)) return readTurn(seed, 'seed')
  return extend(latest ?? readTurn({}, 'turn'), readBlocks(seed, 'seed'))
}

interface ForkOptions {
  readonly at?: number
  readonly turn?: Turn | TurnInit
  readonly id?: string
}

function fork(host: Host, settings: Settings, turns: readonly Turn[], options: ForkOptions): Session {
  readForkOptions(options)
  const { at, turn, id } = options
  if (at !== undefined && turn !== undefined) throw optionError('a fork is at an index or from a turn, not both')
  if (at !== undefined && turns[at] === undefined)
    throw new LlmError('llm_turn_unknown_error', `there is no turn ${at}; there are ${turns.length}`)
  const history = turn !== undefined ? [readTurn(turn, 'turn')] : turns.slice(0, at === undefined ? undefined : at + 1)
  return makeSession(host, settings, { id: readId(id), history })
}

function readForkOptions(options: unknown): void {
  if (!isRecord(options)) throw optionError('the options of a fork are an object')
  refuseUnknown(options, ['at', 'turn', 'id'], 'a fork')
}
