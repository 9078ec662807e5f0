import { EnvironmentFailure, sayRefusal } from '../diagnostic/environment-failure.js'

/** One output of the process. */
export interface Output {
  /** Fulfilled when the text has left the process, so that nothing is lost when it ends. Rejects where a result is lost. */
  write(text: string): Promise<void>
  readonly isTerminal: boolean
}

/** The process as the command line sees it; tests bring their own. */
export interface Console {
  readonly out: Output
  readonly error: Output
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The working folder, absolute. */
  readonly directory: string
  readInput(): Promise<string>
  /** Milliseconds, for durations alone. */
  elapsed(): number
}

/** The real process. */
export function processConsole(): Console {
  return {
    out: outputOf(process.stdout, (refusal) => {
      throw new EnvironmentFailure(`the result cannot be written: ${sayRefusal(refusal)}`, refusal)
    }),
    // Where it cannot be told, there is nobody to tell that either.
    error: outputOf(process.stderr, () => undefined),
    environment: process.env,
    directory: process.cwd(),
    readInput: async () => {
      const pieces: Buffer[] = []
      for await (const piece of process.stdin) pieces.push(Buffer.from(piece))
      return Buffer.concat(pieces).toString('utf8')
    },
    elapsed: () => performance.now(),
  }
}

function outputOf(stream: NodeJS.WriteStream, lose: (refusal: Error) => void): Output {
  // Each write is told by itself what became of it.
  stream.on('error', () => undefined)
  return {
    write: async (text) => {
      if (text === '') return
      const refusal = await new Promise<Error | null | undefined>((resolve) => stream.write(text, resolve))
      // A reader that goes away early (`tenon graph | head`) is no failure of ours.
      if (refusal && !('code' in refusal && refusal.code === 'EPIPE')) lose(refusal)
    },
    isTerminal: stream.isTTY === true,
  }
}

/** `CI` is set by most build machines; `0` and `false` say that it is not one. */
export function isBuildMachine({ CI = '' }: Console['environment']): boolean {
  return CI !== '' && CI !== '0' && CI !== 'false'
}
