import type { Crossing, GuestFunction } from '../../contract/native.js'
import { toLinkedContext } from '../context/linked-context.js'
import { EngineError } from '../engine-error.js'
import { callUrgently } from '../owner/call-urgently.js'
import type { OwnerCore } from '../owner/owner-core.js'

type Value = Crossing | undefined

/** A function of the guest that the host holds by number. Its calls go through the owner, before all others. */
export function createGuestFunction(
  id: number,
  core: OwnerCore,
  ask: (operation: 'call' | 'release', args: readonly unknown[]) => Value | Promise<Value>,
): GuestFunction {
  let isReleased = false
  return {
    kind: 'guest-function',
    call: async (args, signal) => {
      if (isReleased) throw new EngineError('ERR_FUNCTION_RELEASED', 'The function of the guest was released.', { id })
      const { root } = core.turns.stack
      const context = signal === undefined ? root : toLinkedContext(root).with({ signal })
      return callUrgently(core, 'function', () => ask('call', [id, ...args]) as Value, context)
    },
    release: () => {
      if (isReleased) return
      isReleased = true
      core.settle(core.turns.stack.root, 'release', () => void ask('release', [id]))
    },
  }
}
