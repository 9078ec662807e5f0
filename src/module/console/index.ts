import type { NativeContext, NativeModule, Signature } from '../../contract/native.js'
import { util } from '../util/index.js'
import { declaration, guestCode } from './guest-code.js'

type Level = 'debug' | 'info' | 'warn' | 'error'

const levels: readonly Level[] = ['debug', 'info', 'warn', 'error']

interface HostFunctions {
  readonly [name: string]: (...args: never[]) => unknown
  write(level: Level, text: string): void
  now(): number
}

function bind({ logger, timers }: NativeContext): HostFunctions {
  return {
    write: (level, text) => logger[level](text),
    now: () => timers.now(),
  }
}

const signatures: Readonly<Record<string, Signature>> = {
  write: {
    about: 'Writes a line to the log.',
    params: [
      { name: 'level', schema: { type: 'one-of', of: levels.map((value) => ({ type: 'literal', value })) } },
      { name: 'text', schema: { type: 'string' } },
    ],
    returns: { type: 'nothing' },
  },
  now: { about: 'Milliseconds since the runtime was made.', params: [], returns: { type: 'number' } },
}

/** Node's console; its lines go to the log, at the level that their method names. */
export const console: NativeModule = {
  kind: 'native',
  name: 'console',
  capabilities: ['clock'],
  bind,
  signatures,
  guestCode,
  uses: [util],
  globals: { console: 'console' },
  declaration,
}

export default console
