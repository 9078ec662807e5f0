import type { VmImage } from '../vm/vm-image.js'
import type { ComposedGuest } from './composed-guest.js'
import { loadGuest } from './load-guest.js'

// What this thread's own stack holds, whatever code recurses; other threads are made with more.
const safeStackKb = 32

/** The image of a guest whose calls run in other threads, which is loaded in this one. */
export async function loadImage(composed: ComposedGuest): Promise<VmImage> {
  const { bundle } = composed
  const stackKb = Math.min(bundle.limits.stackKb, safeStackKb)
  const loading = { ...bundle, limits: { ...bundle.limits, stackKb } }
  const { runtime, guest } = await loadGuest({ ...composed, bundle: loading }, { forImage: true })
  try {
    return guest.capture(bundle.integrity)
  } finally {
    await runtime.close()
  }
}
