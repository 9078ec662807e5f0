import type { Abort } from './abort.js'

/** Numbers by which guest code calls off what it has begun: a signal of the guest does not cross. */
export interface Tickets {
  open(): number
  /** Lets the ticket abort the work, until the work is over. Zero is no ticket. */
  hold<T>(ticket: number, abort: Abort, work: () => Promise<T>): Promise<T>
  /** Does nothing for what is over or unknown. */
  cancel(ticket: number): void
}

export function createTickets(): Tickets {
  const held = new Map<number, Abort>()
  let last = 0
  return {
    open: () => ++last,
    async hold(ticket, abort, work) {
      if (ticket === 0) return work()
      held.set(ticket, abort)
      try {
        return await work()
      } finally {
        held.delete(ticket)
      }
    },
    cancel: (ticket) => held.get(ticket)?.abort(),
  }
}
