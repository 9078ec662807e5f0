import type { Console } from '../../generator/cli/console.js'
import { runCli } from '../../generator/cli/run-cli.js'
import { findAnswerProblems } from './answer-schema.js'

/** What a run of the command line printed, and with what it ended. */
export interface Ran {
  readonly exitCode: number
  readonly out: string
  readonly error: string
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string
  /** Whether stdout and stderr are a terminal. */
  readonly isTerminal?: boolean
}

/** Runs the command line in this process, in a folder, with nothing of the real environment. */
export async function runTenon(
  directory: string,
  args: readonly string[],
  { environment = {}, input = '', isTerminal = false }: RunOptions = {},
): Promise<Ran> {
  const out: string[] = []
  const error: string[] = []
  let clock = 0
  const console: Console = {
    out: outputTo(out, isTerminal),
    error: outputTo(error, isTerminal),
    environment,
    directory,
    readInput: async () => input,
    elapsed: () => clock++,
  }
  const exitCode = await runCli(args, console)
  if (args.includes('--json')) holdAgainstSchema(out.join(''))
  return { exitCode, out: out.join(''), error: error.join('') }
}

/** Whatever a test looks at, the document is what the published schema says. */
function holdAgainstSchema(out: string): void {
  const problems = findAnswerProblems(JSON.parse(out))
  if (problems.length > 0) throw new Error(`the JSON document breaks its schema: ${problems.join('; ')}`)
}

function outputTo(pieces: string[], isTerminal: boolean): Console['out'] {
  return {
    write: async (text) => {
      pieces.push(text)
    },
    isTerminal,
  }
}
