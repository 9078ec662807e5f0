import type { Awaitable } from '../../contract/json.js'
import type { CallContext, OwnedWork } from '../../contract/owned-runtime.js'
import { toLinkedContext } from '../context/linked-context.js'
import { promiseOf } from './owned-call.js'
import type { OwnerCore } from './owner-core.js'

/** What natives call in their own guest code: before all calls, never within the one that runs, and to the last closer. */
export function callUrgently<T>(
  core: OwnerCore,
  operation: string,
  work: OwnedWork<Awaitable<T>>,
  context: CallContext = core.turns.stack.root,
): Promise<T> {
  return promiseOf((settled) => {
    const linked = toLinkedContext(context)
    const request = {
      kind: 'call',
      lane: 'urgent',
      ...core.readTerms(operation),
      context: linked,
      work,
      settled,
    } as const
    const refused = core.refusal(request, 'inside')
    if (refused === undefined) core.submit(request)
    return refused
  })
}
