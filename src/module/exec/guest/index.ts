// What guests get for `require('exec')`: `run`, and the names of what may be run.

import { Buffer } from 'native:buffer'
import { argumentError, codedError } from '../../guest/coded-error.js'
import { type GuestSignal, withSignal } from '../../guest/with-signal.js'

declare const module: { exports: unknown }
declare const host: Host

interface Host {
  commands(): string[]
  ticket(): number
  cancel(ticket: number): void
  run(name: string, args: readonly string[], options: object): Promise<Ended>
}

interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string | Uint8Array
  readonly stderr: string | Uint8Array
}

interface RunOptions {
  readonly input?: unknown
  readonly timeoutMs?: unknown
  readonly encoding?: unknown
  readonly signal?: GuestSignal | null
}

async function run(command: unknown, args: unknown = [], options: RunOptions = {}): Promise<unknown> {
  const name = readText('command', command)
  if (!Array.isArray(args)) throw argumentError('args', 'an instance of Array', args)
  const texts = args.map((arg, index) => readText(`args[${index}]`, arg))
  const { encoding = 'utf8', signal } = options
  if (encoding !== 'utf8' && encoding !== 'buffer')
    throw argumentError('options.encoding', "'utf8' or 'buffer'", encoding)
  const taken = {
    input: readInput(options.input),
    timeoutMs: readTimeout(options.timeoutMs),
    asBytes: encoding === 'buffer',
  }
  const ended = await withSignal(signal, host, (ticket) => host.run(name, texts, { ...taken, ticket }))
  return { ...ended, stdout: present(ended.stdout), stderr: present(ended.stderr) }
}

function readText(name: string, value: unknown): string {
  if (typeof value !== 'string') throw argumentError(name, 'of type string', value)
  if (!value.includes('\0')) return value
  throw codedError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument '${name}' must be a string without null bytes`)
}

function readInput(input: unknown): Uint8Array {
  if (input === undefined || input === null) return new Uint8Array(0)
  if (typeof input === 'string') return Buffer.from(input)
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
  throw argumentError('options.input', 'of type string or an instance of Buffer, TypedArray, or DataView', input)
}

function readTimeout(ms: unknown): number {
  if (ms === undefined || ms === null) return 0
  if (typeof ms !== 'number') throw argumentError('options.timeoutMs', 'of type number', ms)
  if (ms >= 1) return Math.trunc(Math.min(ms, Number.MAX_SAFE_INTEGER))
  const message = `The value of "timeoutMs" is out of range. It must be >= 1. Received ${ms}`
  throw codedError(RangeError, 'ERR_OUT_OF_RANGE', message)
}

function present(output: string | Uint8Array): string | Buffer {
  return typeof output === 'string' ? output : Buffer.from(output.buffer, output.byteOffset, output.byteLength)
}

module.exports = { run, commands: () => host.commands() }
