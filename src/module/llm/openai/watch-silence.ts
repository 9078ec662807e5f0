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
  const { signal, abort } = createCancellation()
  const state = { isLate: false }
  const late = (): void => {
    state.isLate = true
    abort(undefined)
  }
  const forget = onAbort(outer, () => abort(outer.reason))
  let callOff = after(limitMs, late)
  return {
    signal,
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
