import { findUsesOfAction } from './find-uses-of-actions.js'
import type { FindUses } from './port-use.js'

/** The ports that the actions of mutations call, however deep. */
export const findUsesOfMutations: FindUses = ({ mutations }, declarations) =>
  mutations.flatMap(({ id, action }) => findUsesOfAction(action.text, `mutation "${id.text}"`, declarations))
