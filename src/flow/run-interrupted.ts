import type { ClaimedJob, FlowWait } from '../contract/flow-store.js'
import type { Awaitable } from '../contract/json.js'
import type { FlowHost } from './flow-host.js'

/** Leaves a run that is to go on later from the step that it has come to. Thrown through emitted code; no failure. */
export class RunPostponed extends Error {
  override readonly name = 'RunPostponed'
  readonly wait: FlowWait

  constructor(wait: FlowWait) {
    super('the run goes on later')
    this.wait = wait
  }
}

/** Leaves a run that another process has taken up. */
export class RunLost extends Error {
  override readonly name = 'RunLost'
}

// A store that fails for a moment must not cost a run.
const patienceMs = 1000

/** What the flow store answers; where it fails, the run goes on later. */
export async function orPostpone<Value>(
  { logger, now }: FlowHost,
  { job, retry }: ClaimedJob,
  ask: () => Awaitable<Value>,
): Promise<Value> {
  try {
    return await ask()
  } catch (thrown) {
    logger.error('the flow store failed during a run', { flow: job.flow, run: job.id, thrown })
    throw new RunPostponed({ until: now() + patienceMs, retry })
  }
}
