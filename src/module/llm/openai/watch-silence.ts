import type { CancelSignal } from '../../../contract/provider.js'
import { after, createCancellation, onAbort } from '../web.js'

/** A signal that follows another, and is aborted also when nothing is heard for a time. */
export interface SilenceWatch {
  readonly signal: CancelSignal
  readonly isLate: boolean
  heard(): void
  stop(): void
}

export function watchSilence(outer: CancelSignal, limitMs: number): SilenceWatch {
  const own = createCancellation()
  const state = { isLate: false }
  const late = (): void => {
    state.isLate = true
    own.abort(undefined)
  }
  const forget = onAbort(outer, () => own.abort(outer.reason))
  let callOff = after(limitMs, late)
  return {
    signal: own.signal,
    get isLate() {
      return state.isLate
    },
    heard() {
      callOff()
      callOff = after(limitMs, late)
    },
    stop() {
      callOff()
      forget()
    },
  }
}
