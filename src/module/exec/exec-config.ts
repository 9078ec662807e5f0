import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join, resolve, sep } from 'node:path'
import { isObject, readSettings } from '../host/read-settings.js'

/** The commands that guests may run: programs by the names that guests know them by, or names of programs alone. */
export interface ExecConfig {
  readonly commands: Readonly<Record<string, ExecCommand>> | readonly string[]
  /** The longest that a command may run. Default: 10,000. */
  readonly timeoutMs?: number
  /** The most that a command may write to each of its outputs, in KiB. Default: 1024. */
  readonly outputKb?: number
  /** The folder that commands run in. Default: the one that the process runs in. */
  readonly cwd?: string
  /** The whole environment of commands. Default: nothing. */
  readonly env?: Readonly<Record<string, string>>
}

export interface ExecCommand {
  /** A file, relative to the folder that the process runs in, or a name to be looked up in the process's `PATH`. */
  readonly path: string
  /** Stand in front of what a guest gives. */
  readonly args?: readonly string[]
}

export interface ExecSettings {
  readonly commands: ReadonlyMap<string, Required<ExecCommand>>
  readonly timeoutMs: number
  readonly outputBytes: number
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/** The config, checked; throws one sentence that names what is wrong. */
export function readExecConfig(config: unknown): ExecSettings {
  const settings = readSettings(config, 'config', ['commands', 'timeoutMs', 'outputKb', 'cwd', 'env'])
  const cwd = resolve(settings.text('cwd') ?? '.')
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true) throw settings.fail('cwd', 'a folder')
  return {
    commands: readCommands(settings.raw('commands')),
    timeoutMs: settings.count('timeoutMs', 10_000),
    outputBytes: settings.count('outputKb', 1024) * 1024,
    cwd,
    env: { ...settings.record('env') },
  }
}

function readCommands(given: unknown): ReadonlyMap<string, Required<ExecCommand>> {
  if (Array.isArray(given)) {
    const names = given.map((name: unknown, index) => {
      if (typeof name === 'string' && name.trim() !== '') return name
      throw new Error(`config.commands[${index}] must be the name of a program`)
    })
    return new Map(names.map((name) => [name, { path: name, args: [] }]))
  }
  if (!isObject(given)) throw new Error('config.commands must name the programs that guests may run')
  return new Map(Object.entries(given).map(([name, command]) => [name, readCommand(name, command)]))
}

function readCommand(name: string, command: unknown): Required<ExecCommand> {
  const settings = readSettings(command, `config.commands.${name}`, ['path', 'args'])
  const path = settings.text('path')
  if (path === undefined) throw settings.fail('path', 'the path of a program')
  const args = settings.raw('args') ?? []
  if (!Array.isArray(args) || !args.every((arg) => typeof arg === 'string'))
    throw settings.fail('args', 'a list of texts')
  return { path, args }
}

/** The file of a program, absolute; undefined where there is none that can be run. `search` is a `PATH`. */
export function findProgram(path: string, search: string): string | undefined {
  if (isAbsolute(path) || path.includes('/') || path.includes(sep)) return resolve(path)
  const folders = search.split(delimiter).filter((folder) => isAbsolute(folder))
  return folders.map((folder) => join(folder, path)).find(isRunnable)
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
