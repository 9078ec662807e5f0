import { type Factory, FactoryBuilder, type GuestLimits, type NativeModule } from '../../../src/engine.js'
import { timers } from '../../../src/module/timers/index.js'

/** Functions such as apps grant to guests: some take anything, some hold their arguments to a signature, some fail. */
const host: NativeModule = {
  kind: 'native',
  name: 'host',
  capabilities: ['pure'],
  exports: {
    echo: (value: unknown) => value,
    later: async (value: unknown) => value,
    nothing: async () => {},
    never: () => new Promise(() => {}),
    sum: (a: number, b: number) => a + b,
    take: () => {},
    bytes: () => new Uint8Array([1, 2, 3]),
    look: (value: object) => ({
      keys: Object.keys(value),
      isPlain: Object.getPrototypeOf(value) === Object.prototype,
      polluted: 'polluted' in {} || 'polluted' in value,
    }),
    kinds: (values: readonly unknown[]) =>
      values.map((value) => (value instanceof Uint8Array ? `bytes ${value.length}` : typeof value)),
    pollution: () => ({ ...JSON.parse('{"__proto__":{"polluted":true}}'), bytes: new Uint8Array(1) }),
    callBack: ({ f, g }: { readonly f: { call(args: readonly []): Promise<unknown> }; readonly g: typeof f }) =>
      f.call([]).then(() => g.call([])),
    fail: () => {
      throw new Error('The host failed')
    },
    failLater: async () => {
      throw new Error('The host failed later')
    },
    failOddly: () => {
      throw Object.create(null)
    },
    failOddlyLater: async () => {
      throw Object.create(null)
    },
    giveMap: () => new Map(),
    giveMapLater: async () => ({ at: new Map() }),
  },
  signatures: {
    sum: {
      about: 'Adds.',
      params: [
        { name: 'a', schema: { type: 'number' } },
        { name: 'b', schema: { type: 'number' } },
      ],
      returns: { type: 'number' },
    },
    take: {
      about: 'Takes a function.',
      params: [{ name: 'fn', schema: { type: 'function' } }],
      returns: { type: 'nothing' },
    },
  },
}

function inGuest(name: string, guestCode: string, uses: readonly NativeModule<never, object>[] = []): NativeModule {
  return { kind: 'native', name, capabilities: ['pure'], guestCode, uses }
}

const hidden = inGuest('hidden', 'exports.secret = 1')
const right = inGuest('right', 'exports.name = "right"; exports.left = () => require("left")')
const left = inGuest('left', 'exports.name = "left"; exports.right = require("right")', [right, hidden])
const broken = inGuest('broken', 'throw new Error("broken")')

/** What such guests are granted. */
export const grantedToHostile: readonly NativeModule<never, object>[] = [host, left, right, broken, timers]

/** Makes runtimes for guests that nobody should trust. A call may take `callMs` in all. */
export function openHostileFactory(callMs: number, limits: Partial<GuestLimits> = {}): Factory {
  return new FactoryBuilder({ limits, callTimeoutMs: callMs, graceMs: 0 }).withModules(...grantedToHostile).build()
}
