import type { HostFunctions, NativeContext, NativeModule } from '../../contract/native.js'
import { buffer } from '../buffer/index.js'
import { untilAborted } from '../host/abort.js'
import { createTickets } from '../host/tickets.js'
import { type ExecConfig, type ExecSettings, findProgram, readExecConfig } from './exec-config.js'
import { declaration, guestCode } from './guest-code.js'
import { type Command, execError, runCommand } from './run-command.js'
import { signatures } from './signatures.js'

export type { ExecCommand, ExecConfig } from './exec-config.js'

interface RunOptions {
  readonly input: Uint8Array
  /** Zero: what the config says. */
  readonly timeoutMs: number
  readonly asBytes: boolean
  readonly ticket: number
}

interface Asked {
  readonly name: string
  readonly args: readonly string[]
  readonly options: RunOptions
  /** The host's `PATH`. */
  readonly search: string
}

function bind(context: NativeContext<ExecConfig>): HostFunctions {
  const settings = readExecConfig(context.config)
  const tickets = createTickets()
  return {
    commands: () => [...settings.commands.keys()],
    ticket: tickets.open,
    cancel: tickets.cancel,
    run: (name: string, args: readonly string[], options: RunOptions) =>
      untilAborted(context, async (abort) => {
        const search = context.environment.get('PATH') ?? ''
        const command = toCommand(settings, { name, args, options, search })
        const ended = await tickets.hold(options.ticket, abort, () => runCommand(command, abort))
        const toGuest = (bytes: Uint8Array): unknown => (options.asBytes ? bytes : new TextDecoder().decode(bytes))
        return { ...ended, stdout: toGuest(ended.stdout), stderr: toGuest(ended.stderr) }
      }),
  }
}

function toCommand(settings: ExecSettings, { name, args, options, search }: Asked): Command {
  const found = settings.commands.get(name)
  if (found === undefined) throw execError('EACCES', name, `"${name}" is none of the commands that may be run`)
  const file = findProgram(found.path, search)
  if (file === undefined) throw execError('ENOENT', name, `"${name}" is not there`)
  const { cwd, env, outputBytes } = settings
  const timeoutMs = Math.min(settings.timeoutMs, options.timeoutMs || settings.timeoutMs)
  return { name, file, args: [...found.args, ...args], cwd, env, input: options.input, timeoutMs, outputBytes }
}

/** Runs the commands of the config, and no others; never through a shell. */
export const exec: NativeModule<ExecConfig> = {
  kind: 'native',
  name: 'exec',
  capabilities: ['process'],
  bind,
  signatures,
  guestCode,
  uses: [buffer],
  declaration,
}

export default exec
