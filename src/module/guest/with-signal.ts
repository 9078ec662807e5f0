/** What guest code may hand over to call something off: anything that tells of `abort` as an `AbortSignal` does. */
export interface GuestSignal {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener?(type: 'abort', listener: () => void): void
  removeEventListener?(type: 'abort', listener: () => void): void
}

interface Cancelling {
  ticket(): number
  cancel(ticket: number): void
}

/** Begins work at the host that the signal calls off. `begin` gets the ticket that the work is known by; zero for none. */
export async function withSignal<T>(
  signal: GuestSignal | null | undefined,
  host: Cancelling,
  begin: (ticket: number) => Promise<T>,
): Promise<T> {
  if (signal === undefined || signal === null) return begin(0)
  if (signal.aborted) throw reasonOf(signal)
  const ticket = host.ticket()
  const cancel = (): void => host.cancel(ticket)
  const begun = begin(ticket)
  signal.addEventListener?.('abort', cancel)
  try {
    return await begun
  } catch (error) {
    throw signal.aborted ? reasonOf(signal) : error
  } finally {
    signal.removeEventListener?.('abort', cancel)
  }
}

function reasonOf({ reason }: GuestSignal): unknown {
  if (reason !== undefined) return reason
  return Object.assign(new Error('The operation was aborted'), { name: 'AbortError', code: 'ABORT_ERR' })
}
