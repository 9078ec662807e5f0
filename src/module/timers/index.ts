import type { NativeContext, NativeModule, Signature } from '../../contract/native.js'
import { declaration, guestCode } from './guest-code.js'

interface Alarm {
  /** On the runtime's clock. */
  readonly due: number
  readonly disarm: () => void
}

interface HostFunctions {
  readonly [name: string]: (...args: never[]) => unknown
  arm(id: number, ms: number, unref: boolean): void
  disarm(id: number): void
}

// The host's side: one alarm for each id that guest code has armed, made afresh for every runtime.
function bind(context: NativeContext): HostFunctions {
  const alarms = new Map<number, Alarm>()
  const fire = (id: number): void => {
    alarms.delete(id)
    context.callHook('fire', [id]).catch((thrown: unknown) => {
      // What was still to fire when the runtime closed has not failed.
      if (!context.lifetime.aborted) context.report('setTimeout', thrown)
    })
  }
  return {
    arm(id, ms, unref) {
      const now = context.timers.now()
      const running = alarms.get(id)
      running?.disarm()
      const left = ms >= 0 ? ms : Math.max(0, (running?.due ?? now) - now)
      alarms.set(id, { due: now + left, disarm: context.timers.after(left, () => fire(id), { unref }) })
    },
    disarm(id) {
      alarms.get(id)?.disarm()
      alarms.delete(id)
    },
  }
}

const signatures: Readonly<Record<string, Signature>> = {
  arm: {
    about: 'Fires the hook with the id after that many milliseconds; below zero: when it would have fired anyway.',
    params: [
      { name: 'id', schema: { type: 'integer' } },
      { name: 'ms', schema: { type: 'integer' } },
      { name: 'unref', schema: { type: 'boolean' } },
    ],
    returns: { type: 'nothing' },
  },
  disarm: {
    about: 'Calls off what was armed under the id.',
    params: [{ name: 'id', schema: { type: 'integer' } }],
    returns: { type: 'nothing' },
  },
}

const functions = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'queueMicrotask',
]

/** Node's timers, on the runtime's clock. */
export const timers: NativeModule = {
  kind: 'native',
  name: 'timers',
  capabilities: ['clock'],
  bind,
  signatures,
  guestCode,
  globals: Object.fromEntries(functions.map((name) => [name, name])),
  declaration,
}

export default timers
