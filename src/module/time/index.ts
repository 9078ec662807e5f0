import type { NativeContext, NativeModule, Signature } from '../../contract/native.js'
import { declaration, guestCode } from './guest-code.js'

function bind({ clock, timers }: NativeContext): Readonly<Record<string, () => number | string>> {
  return {
    now: () => Date.parse(clock.nowIso()),
    iso: () => clock.nowIso(),
    monotonic: () => timers.now(),
  }
}

const signatures: Readonly<Record<string, Signature>> = {
  now: { about: 'The time in milliseconds since the epoch.', params: [], returns: { type: 'integer' } },
  iso: { about: 'The time as RFC 3339 text in UTC.', params: [], returns: { type: 'string' } },
  monotonic: { about: 'Milliseconds since the runtime was made.', params: [], returns: { type: 'number' } },
}

/** The host's clocks. */
export const time: NativeModule = {
  kind: 'native',
  name: 'time',
  capabilities: ['clock'],
  bind,
  signatures,
  guestCode,
  globals: { performance: 'performance' },
  declaration,
}

export default time
