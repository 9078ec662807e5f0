import { resolve } from 'node:path'
import { type Console, isBuildMachine } from './console.js'
import { UsageFailure } from './usage-failure.js'

/** The flags that every verb takes, as they stand on the command line. */
export interface GlobalFlags {
  readonly cwd?: string
  readonly config?: string
  readonly modules?: string
  readonly format?: string
  readonly json?: true
  readonly quiet?: true
  readonly verbose?: true
  readonly color?: boolean
  readonly maxWarnings?: string
  readonly failOn?: string
  readonly frozen?: boolean
}

/** How a verb runs and prints: flags and environment in one record, with nothing left to decide. */
export interface Settings {
  /** Absolute. */
  readonly directory: string
  readonly spec: string | null
  readonly manifest: string | null
  readonly format: 'pretty' | 'line' | 'json'
  readonly isQuiet: boolean
  readonly isVerbose: boolean
  readonly hasColor: boolean
  /** More warnings than this fail the run. */
  readonly maxWarnings: number
  readonly isFrozen: boolean
}

/** Reads flags and environment; throws a `UsageFailure` for a value that a flag does not take. */
export function readSettings(flags: GlobalFlags, console: Console): Settings {
  const format = oneOf('--format', flags.format ?? 'pretty', ['pretty', 'line', 'json'])
  return {
    directory: resolve(console.directory, flags.cwd ?? '.'),
    spec: flags.config ?? null,
    manifest: flags.modules ?? null,
    format: flags.json === true ? 'json' : format,
    isQuiet: flags.quiet === true,
    isVerbose: flags.verbose === true,
    hasColor: wantsColor(flags, console),
    maxWarnings: readMaxWarnings(flags),
    isFrozen: flags.frozen ?? isBuildMachine(console.environment),
  }
}

function readMaxWarnings({ maxWarnings, failOn }: GlobalFlags): number {
  const least = oneOf('--fail-on', failOn ?? 'error', ['error', 'warning']) === 'warning' ? 0 : Number.POSITIVE_INFINITY
  if (maxWarnings === undefined) return least
  if (!/^\d+$/.test(maxWarnings)) throw new UsageFailure(`--max-warnings takes a whole number, not "${maxWarnings}"`)
  return Math.min(least, Number(maxWarnings))
}

/** A value that must be one of a few. */
export function oneOf<Word extends string>(flag: string, given: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === given)
  if (found === undefined) throw new UsageFailure(`${flag} takes one of ${words.join(', ')}, not "${given}"`)
  return found
}

/** The flag wins, then FORCE_COLOR, NO_COLOR, a dumb terminal, and last whether there is a terminal at all. */
function wantsColor({ color }: GlobalFlags, { environment, out }: Console): boolean {
  const { FORCE_COLOR = '', NO_COLOR = '', TERM } = environment
  if (color !== undefined) return color
  if (FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return NO_COLOR === '' && TERM !== 'dumb' && out.isTerminal
}
