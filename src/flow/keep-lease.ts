import type { FlowHold } from '../contract/flow-store.js'
import type { Timer } from '../contract/host.js'
import type { FlowHost } from './flow-host.js'

/** Keeps a job while its run goes on, whatever time that takes; gives what ends it. */
export function keepLease(
  { store, logger, now }: FlowHost,
  { timer, leaseMs }: { readonly timer: Timer; readonly leaseMs: number },
  hold: FlowHold,
): () => void {
  let isOver = false
  let stop: () => void = () => {}
  const extend = async (): Promise<void> => {
    try {
      // One that is lost stays lost: the run finds out with its next commit.
      if (!(await store.extend(hold, now() + leaseMs))) return
    } catch (thrown) {
      logger.warn('the lease of a flow run could not be extended', { run: hold.id, thrown })
    }
    wait()
  }
  // Two signs of life may get lost before the third would come too late.
  const wait = (): void => {
    if (!isOver) stop = timer.after(leaseMs / 3, () => void extend())
  }
  wait()
  return () => {
    isOver = true
    stop()
  }
}
