import { dispatchRoute } from './dispatch-route.js'
import { interact } from './interact.js'
import type { ScreenKernel } from './screen-kernel-of.js'

/** What apps with routes need of the kernel; emitted programs bring it along. */
export const screenKernel: ScreenKernel = { dispatchRoute, interact }
