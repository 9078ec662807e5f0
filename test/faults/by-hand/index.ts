import type { Fault } from '../harness/fault.js'
import { compositionFaults } from './composition.js'
import { expressionFaults } from './expressions.js'
import { furtherFaults } from './further.js'
import { guestFaults } from './guests.js'
import { includeFaults } from './includes.js'
import { meaningFaults } from './meaning.js'
import { nameFaults } from './names.js'
import { writingFaults } from './writing.js'

/** Every fault that was thought out by itself. */
export const faults: readonly Fault[] = [
  ...writingFaults,
  ...nameFaults,
  ...includeFaults,
  ...expressionFaults,
  ...meaningFaults,
  ...compositionFaults,
  ...guestFaults,
  ...furtherFaults,
]
