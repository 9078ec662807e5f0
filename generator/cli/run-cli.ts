import { existsSync, statSync } from 'node:fs'
import { readTenonPackage } from '../6-bundle/tenon-package.js'
import type { Answer } from './answer.js'
import { answerOnce } from './cache/answer-cache.js'
import type { Console } from './console.js'
import { type ExitCode, exitCodes } from './exit-code.js'
import { explainFailure } from './explain-failure.js'
import { parseCommandLine, type Request, type Verb } from './parse-command-line.js'
import { printAnswer } from './print-answer.js'
import { startProgress } from './progress.js'
import { formats, oneOf, readSettings, type Settings } from './settings.js'
import { UsageFailure } from './usage-failure.js'
import type { VerbContext } from './verb-context.js'

/** Runs one command line to its end and gives the exit code. Never rejects, and everything it printed has left the process. */
export async function runCli(argv: readonly string[], console: Console): Promise<ExitCode> {
  const { version } = readTenonPackage()
  let command = argv.find((word) => Object.hasOwn(verbs, word)) ?? null
  let settings = settingsOfFailure(argv, console)
  const explain = (thrown: unknown): Answer =>
    explainFailure(thrown, { version, command, isVerbose: settings.isVerbose })
  let answer: Answer
  try {
    const request = parseCommandLine(argv, version)
    if (request.kind === 'show') answer = show(request.text)
    else {
      command = request.verb
      settings = readSettings(settleFlags(request), console)
      answer = await runVerb(request, settings, console)
    }
  } catch (thrown) {
    answer = explain(thrown)
  }
  const projectDir = answer.projectDir ?? settings.directory
  try {
    return await printAnswer(answer, { version, command }, { ...settings, projectDir }, console)
  } catch (thrown) {
    const { exitCode, failure } = explain(thrown)
    await console.error.write(failure?.text ?? '')
    return exitCode
  }
}

/** Help and the version are results like any other. */
function show(text: string): Answer {
  return { exitCode: exitCodes.fine, diagnostics: [], texts: [], result: text.trim(), text, keepsOutputPure: true }
}

type Run = Extract<Request, { readonly kind: 'run' }>

/** The formats of a graph are no formats of diagnostics, and differences are no warnings. */
function settleFlags({ verb, flags }: Run): Run['flags'] {
  if (verb === 'diff' && flags.failOn !== undefined) {
    oneOf('--fail-on', flags.failOn, ['breaking', 'additive'])
    return { ...flags, failOn: 'error' }
  }
  const isOfGraph = verb === 'graph' && ['text', 'mermaid', 'dot'].includes(flags.format ?? '')
  return isOfGraph ? { ...flags, format: 'pretty' } : flags
}

/** What counts while the command line is not understood: a caller that wants one document gets it in any case. */
function settingsOfFailure(argv: readonly string[], console: Console): Settings {
  const named = argv.flatMap((word, index) => {
    if (argv[index - 1] === '--format') return [word]
    return word.startsWith('--format=') ? [word.slice('--format='.length)] : []
  })
  const format = formats.find((known) => named.includes(known))
  return readSettings(
    {
      ...(format === undefined ? {} : { format }),
      ...(argv.includes('--json') ? { json: true } : {}),
      ...(argv.includes('--verbose') ? { verbose: true } : {}),
    },
    console,
  )
}

async function runVerb(
  { verb, flags, arguments: positional }: Run,
  settings: Settings,
  console: Console,
): Promise<Answer> {
  if (flags.cwd !== undefined && !isFolder(settings.directory))
    throw new UsageFailure(`-C: there is no folder ${flags.cwd}`)
  const progress = startProgress(console, settings)
  const context = { settings, flags, arguments: positional, console, progress }
  const run = async (): Promise<Answer> => (await verbs[verb]())(context)
  try {
    // What `--fix` does is no answer that could be given again.
    return verb === 'check' && !('fix' in flags) ? await answerOnce(context, run) : await run()
  } finally {
    await progress.end()
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}

type RunVerb = (context: VerbContext) => Promise<Answer>

// Each verb is loaded when it is asked for: the compiler and esbuild cost more than many a verb.
const verbs: Readonly<Record<Verb, () => Promise<RunVerb>>> = {
  check: async () => (await import('./verb/run-check.js')).runCheck,
  generate: async () => (await import('./verb/run-generate.js')).runGenerate,
  build: async () => (await import('./verb/run-build.js')).runBuild,
  lock: async () => (await import('./verb/run-lock.js')).runLock,
  invoke: async () => (await import('./verb/run-invoke.js')).runInvoke,
  test: async () => (await import('./verb/run-test.js')).runTest,
  run: async () => (await import('./verb/run-script.js')).runScript,
  explain: async () => (await import('./verb/run-explain.js')).runExplain,
  why: async () => (await import('./verb/run-why.js')).runWhy,
  doctor: async () => (await import('./verb/run-doctor.js')).runDoctor,
  diff: async () => (await import('./verb/run-diff.js')).runDiff,
  graph: async () => (await import('./verb/run-graph.js')).runGraph,
}
