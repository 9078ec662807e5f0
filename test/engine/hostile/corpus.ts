import { computing } from './cases/computing.js'
import { crossing } from './cases/crossing.js'
import { escapes, hostCalls } from './cases/escapes.js'
import { memory } from './cases/memory.js'
import { thrown } from './cases/thrown.js'
import type { HostileCase } from './hostile-case.js'

/** Every attack, by what it aims at. */
export const corpus: Readonly<Record<string, readonly HostileCase[]>> = {
  computing,
  memory,
  crossing,
  thrown,
  escapes,
  'host calls': hostCalls,
}
