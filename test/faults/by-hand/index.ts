import type { Fault } from '../harness/fault.js'
import { compositionFaults } from './composition.js'
import { configFaults } from './configs.js'
import { contractFaults } from './contracts.js'
import { expressionFaults } from './expressions.js'
import { followerFaults } from './followers.js'
import { guestFaults } from './guests.js'
import { includeFaults } from './includes.js'
import { manifestsFaults } from './manifests.js'
import { moduleFaults } from './modules.js'
import { nameFaults } from './names.js'
import { rulesFaults } from './rules.js'
import { scenariosFaults } from './scenarios.js'
import { surfacesFaults } from './surfaces.js'
import { timelinesFaults } from './timelines.js'
import { valuesFaults } from './values.js'
import { writingFaults } from './writing.js'

/** Every fault that was thought out by itself. */
export const faults: readonly Fault[] = [
  ...writingFaults,
  ...moduleFaults,
  ...nameFaults,
  ...includeFaults,
  ...expressionFaults,
  ...rulesFaults,
  ...valuesFaults,
  ...contractFaults,
  ...timelinesFaults,
  ...surfacesFaults,
  ...scenariosFaults,
  ...followerFaults,
  ...manifestsFaults,
  ...compositionFaults,
  ...configFaults,
  ...guestFaults,
]
