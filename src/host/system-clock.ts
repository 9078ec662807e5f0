import type { Clock } from '../contract/provider.js'
import { instantFormatter } from '../semantics/format-instant.js'

const format = instantFormatter()

/** The system's clock, in milliseconds since the epoch. */
export const readSystemClock: () => number = Date.now

/** The system's clock as modules see it. */
export const systemClock: Clock = { nowIso: () => format(readSystemClock()) }
