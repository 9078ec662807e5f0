import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import type { Abort } from '../host/abort.js'
import { hasGroups, killGroup, watchGroup } from './process-group.js'

export interface Command {
  /** As the guest knows it: for messages. */
  readonly name: string
  /** Absolute. */
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly input: Uint8Array
  readonly timeoutMs: number
  readonly outputBytes: number
}

export interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: Uint8Array
  readonly stderr: Uint8Array
}

// What a command has left behind may hold its outputs open; nothing of it is waited for longer than this.
const lingerMs = 500

/**
 * Runs a program, without a shell. When it takes too long, writes too much or is aborted, it is killed with all that it has
 * started, and the promise is rejected once it is gone.
 */
export async function runCommand(command: Command, abort: Abort): Promise<Ended> {
  const { file, args, cwd, env } = command
  const child = spawn(file, args, { cwd, env: { ...env }, shell: false, detached: hasGroups, windowsHide: true })
  const forget = watchGroup(child)
  const timer = setTimeout(() => abort.abort(tooLate(command)), command.timeoutMs)
  const unhook = abort.onAbort(() => killGroup(child))
  try {
    const outputs = [child.stdout, child.stderr].map((stream) => gather(stream, command, abort))
    // A command that does not read its input is no failure.
    child.stdin.on('error', () => {})
    child.stdin.end(command.input)
    const [code, signal] = await waitForEnd(child, command)
    abort.throwIfAborted()
    const [stdout = Buffer.alloc(0), stderr = Buffer.alloc(0)] = outputs.map((output) => output())
    return { code, signal, stdout, stderr }
  } finally {
    clearTimeout(timer)
    unhook()
    forget()
  }
}

function gather(stream: Readable, command: Command, abort: Abort): () => Buffer {
  const pieces: Buffer[] = []
  let total = 0
  stream.on('error', () => {})
  stream.on('data', (piece: Buffer) => {
    total += piece.length
    if (total <= command.outputBytes) pieces.push(piece)
    else abort.abort(tooMuch(command))
  })
  return () => Buffer.concat(pieces)
}

function waitForEnd(child: ChildProcess, command: Command): Promise<[number | null, string | null]> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(notStarted(command, error)))
    child.once('exit', (code, signal) => {
      // Whatever it has started and left behind.
      killGroup(child)
      const linger = setTimeout(() => {
        child.stdout?.destroy()
        child.stderr?.destroy()
      }, lingerMs)
      child.once('close', () => {
        clearTimeout(linger)
        resolve([code, signal])
      })
    })
  })
}

function tooLate({ name, timeoutMs }: Command): Error {
  return execError('ETIMEDOUT', name, `"${name}" ran longer than ${timeoutMs} ms and was ended`)
}

function tooMuch({ name, outputBytes }: Command): Error {
  const message = `"${name}" wrote more than ${outputBytes / 1024} KiB and was ended`
  return execError('ERR_CHILD_PROCESS_STDIO_MAXBUFFER', name, message)
}

// The system's message names the file, which is not the guest's business.
function notStarted({ name }: Command, thrown: Error): Error {
  const { code } = thrown as { readonly code?: unknown }
  return execError(typeof code === 'string' ? code : 'ERR_EXEC_FAILED', name, `"${name}" cannot be started`)
}

/** An error that names the command as the guest knows it. */
export function execError(code: string, path: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code, syscall: 'spawn', path })
}
