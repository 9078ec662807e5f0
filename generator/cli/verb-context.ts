import type { Console } from './console.js'
import type { VerbFlags } from './parse-command-line.js'
import type { Progress } from './progress.js'
import type { GlobalFlags, Settings } from './settings.js'

/** What every verb gets. */
export interface VerbContext {
  readonly settings: Settings
  readonly flags: GlobalFlags & VerbFlags
  readonly arguments: readonly (string | undefined)[]
  readonly console: Console
  readonly progress: Progress
}
