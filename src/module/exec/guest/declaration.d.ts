type Buffer = import('buffer').Buffer

export interface RunOptions {
  /** What the command reads from its standard input. */
  readonly input?: string | ArrayBufferView
  /** At most what the config allows. */
  readonly timeoutMs?: number
  /** `buffer`: the outputs as bytes. */
  readonly encoding?: 'utf8' | 'buffer'
  /** Ends the command, with everything that it has started. */
  readonly signal?: Signal | null
}

/** Anything that tells of `abort` as an `AbortSignal` does. */
export interface Signal {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export interface Ended<Output> {
  /** What it has ended with; null where a signal has ended it. */
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: Output
  readonly stderr: Output
}

/** Runs a command to its end. That it ends with another code than 0 is no error. */
export function run(
  command: string,
  args: readonly string[],
  options: RunOptions & { readonly encoding: 'buffer' },
): Promise<Ended<Buffer>>
export function run(command: string, args?: readonly string[], options?: RunOptions): Promise<Ended<string>>
/** The names of what may be run. */
export function commands(): string[]
