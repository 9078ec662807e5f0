import type { Envelope } from '../contract/envelope.js'
import type { Ending } from './ending.js'

/**
 * What a mutation came to. `recorded`: the replay record is in the commit. `due`: nothing is recorded yet.
 * `kept`: the claim must stay as it is, because it is another's now or nobody knows whether the commit went through.
 * `lost`: the flow run that it was a step of is another's now.
 */
export interface Performed {
  readonly replay: 'recorded' | 'due' | 'kept' | 'lost'
  readonly ending: Ending
  readonly envelope: Envelope
}
