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

export const formats = ['pretty', 'line', 'json', 'sarif', 'github'] as const

export type Format = (typeof formats)[number]

/** How a verb runs and prints: flags and environment in one record, with nothing left to decide. */
export interface Settings {
  /** Absolute. */
  readonly directory: string
  readonly spec: string | null
  readonly manifest: string | null
  readonly format: Format
  /** Whether what is found is told to GitHub beside all else. */
  readonly annotates: boolean
  /** Where GitHub reads the summary of a step. */
  readonly summaryFile: string | null
  /** The folder that GitHub names files from, absolute. */
  readonly workspace: string | null
  readonly isQuiet: boolean
  readonly isVerbose: boolean
  readonly hasColor: boolean
  /** More warnings than this fail the run. */
  readonly maxWarnings: number
  readonly isFrozen: boolean
}

/** Reads flags and environment; throws a `UsageFailure` for a value that a flag does not take. */
export function readSettings(flags: GlobalFlags, console: Console): Settings {
  const named = oneOf('--format', flags.format ?? 'pretty', formats)
  const format = flags.json === true ? 'json' : named
  const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY = '', GITHUB_WORKSPACE = '' } = console.environment
  const isOnGithub = GITHUB_ACTIONS === 'true'
  return {
    directory: resolve(console.directory, flags.cwd ?? '.'),
    spec: flags.config ?? null,
    manifest: flags.modules ?? null,
    format,
    annotates: format === 'github' || (isOnGithub && format === 'pretty'),
    summaryFile: GITHUB_STEP_SUMMARY === '' ? null : GITHUB_STEP_SUMMARY,
    workspace: isOnGithub && GITHUB_WORKSPACE !== '' ? GITHUB_WORKSPACE : null,
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
