import type { SessionWrite } from '../contract/session.js'
import type { AppStore } from '../contract/store.js'
import { isPromise } from '../semantics/is-promise.js'
import type { Host } from './host.js'

/** Commits a session by itself; false where it was changed meanwhile. The app's store must be what keeps it. */
export async function commitSession({ store }: Host, session: SessionWrite): Promise<boolean> {
  const outcome = (store as AppStore).commit({ reads: [], writes: [], replay: null, session })
  return (isPromise(outcome) ? await outcome : outcome).kind === 'committed'
}
