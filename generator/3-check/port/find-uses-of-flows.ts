import { findUsesOfAction } from './find-uses-of-actions.js'
import type { FindUses } from './port-use.js'

/** The ports that the actions of flows call, however deep. */
export const findUsesOfFlows: FindUses = (_, declarations) =>
  [...declarations.flows.values()].flatMap(({ id, calls }) =>
    calls.flatMap(({ target }) => findUsesOfAction(target.text, `flow "${id}"`, declarations)),
  )
