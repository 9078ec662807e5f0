import { RunAborted } from './call-hook.js'
import { canceled, createCancellation, onAbort, readSignal, untilAborted } from './cancellation.js'
import type { Json, RunHandle, RunOptions, RunResult, Turn } from './declaration.js'
import { createEventStream } from './event-stream.js'
import type { Host, RunEnd } from './host.js'
import { identifier } from './identifier.js'
import { isRecord, LlmError, messageOf, optionError } from './llm-error.js'
import type { Settings } from './read-options.js'
import { readNumber, refuseUnknown } from './read-options.js'
import type { Run } from './run.js'
import { snapshotRecord } from './snapshot.js'
import { runLoop } from './tool-loop.js'
import { stamp } from './turn.js'

/** What a session lends to one of its runs. */
export interface RunSurroundings {
  readonly host: Host
  readonly sessionId: string
  readonly settings: Settings
  /** The run is over: with a turn for history, or without. */
  settled(output: Turn | undefined): void
}

/** Starts a run; its first step comes when the code that asked for it has had the time to listen. */
export function startRun(surroundings: RunSurroundings, input: Turn, options: RunOptions): RunHandle {
  const { host, sessionId, settings } = surroundings
  const { timeoutMs, tags, signal } = readRunOptions(options)
  const id = identifier('inference')
  const run: Run = {
    id,
    sessionId,
    host,
    settings,
    tags,
    deadlineMs: timeoutMs === null ? null : Date.now() + timeoutMs,
    cancellation: createCancellation(),
    events: createEventStream(host, { sessionId, inferenceId: id }, settings.events),
  }
  watch(run, timeoutMs)
  const forget =
    signal === undefined ? () => undefined : onAbort(signal, () => run.cancellation.abort(canceledBy(signal.reason)))
  const promise = execute(run, stamp(input, { sessionId, inferenceId: id }), surroundings).finally(forget)
  // Whoever does not wait for a run is told by its events.
  promise.catch(() => undefined)
  const handle: RunHandle = Object.freeze({
    promise,
    cancel: (reason?: string) => run.cancellation.abort(canceled(reason)),
    on(type: string, listener: (event: never) => unknown) {
      run.events.on(type, listener)
      return handle
    },
  })
  return handle
}

function canceledBy(reason: unknown): LlmError {
  return reason instanceof LlmError ? reason : canceled(reason === undefined ? undefined : messageOf(reason))
}

interface ReadRunOptions {
  readonly timeoutMs: number | null
  readonly tags: { readonly [tag: string]: Json }
  readonly signal: ReturnType<typeof readSignal>
}

function readRunOptions(options: unknown): ReadRunOptions {
  if (!isRecord(options)) throw optionError('the options of a run are an object')
  refuseUnknown(options, ['timeoutMs', 'tags', 'signal'], 'a run')
  return {
    timeoutMs: options.timeoutMs === undefined ? null : readNumber(options, 'timeoutMs', { least: 0, otherwise: 0 }),
    tags: snapshotRecord(options.tags, 'tags'),
    signal: readSignal(options.signal),
  }
}

async function execute(run: Run, input: Turn, { settled }: RunSurroundings): Promise<RunResult> {
  const { signal } = run.cancellation
  try {
    await null
    signal.throwIfAborted()
    run.events.tell({ type: 'started', turn: input })
    const result = await untilAborted(signal, runLoop(run, input))
    settled(result.outputTurn)
    run.events.tell({ type: 'final', result })
    return result
  } catch (thrown) {
    const error = runError(thrown)
    run.cancellation.abort(error)
    settled(undefined)
    run.events.tell({ type: 'inference_error', error: Object.freeze({ code: error.code, message: error.message }) })
    throw error
  } finally {
    run.events.close()
    end(run)
  }
}

// The host keeps the time, and hears first of a call or a runtime that ends. It is told at once, for it asks whose call this is.
function watch(run: Run, timeoutMs: number | null): void {
  run.host.begin(run.id, timeoutMs).then(
    (end) => {
      const error = endError(end, timeoutMs)
      if (error !== undefined) run.cancellation.abort(error)
    },
    (thrown) => run.cancellation.abort(thrown),
  )
}

function endError(end: RunEnd, timeoutMs: number | null): LlmError | undefined {
  switch (end) {
    case 'ended':
      return undefined
    case 'timeout':
      return new LlmError('llm_timeout_error', `the run took longer than ${timeoutMs} ms`, { retryable: true })
    case 'closed':
      return new LlmError('llm_closed_error', 'the runtime closed during the run')
    case 'canceled':
      return canceled('its call is over')
  }
}

function end(run: Run): void {
  try {
    run.host.end(run.id)
  } catch {
    // It began nothing, or the runtime is gone: there is nothing to end.
  }
}

/** An error with a code keeps its identity; everything else is told by one that has it as its cause. */
function runError(thrown: unknown): Error & { readonly code: string } {
  const inner = thrown instanceof RunAborted ? thrown.error : thrown
  if (inner instanceof Error && 'code' in inner && typeof inner.code === 'string')
    return inner as Error & { readonly code: string }
  return new LlmError('llm_engine_error', messageOf(inner), { cause: inner })
}
