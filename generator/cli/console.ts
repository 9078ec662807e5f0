/** One output of the process. */
export interface Output {
  /** Fulfilled when the text has left the process, so that nothing is lost when it ends. */
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
    out: outputOf(process.stdout),
    error: outputOf(process.stderr),
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

function outputOf(stream: NodeJS.WriteStream): Output {
  // A reader that goes away early (`tenon graph | head`) is no failure of ours.
  stream.on('error', () => undefined)
  return {
    write: (text) => new Promise((resolve) => stream.write(text, () => resolve())),
    isTerminal: stream.isTTY === true,
  }
}

/** `CI` is set by most build machines; `0` and `false` say that it is not one. */
export function isBuildMachine({ CI = '' }: Console['environment']): boolean {
  return CI !== '' && CI !== '0' && CI !== 'false'
}
