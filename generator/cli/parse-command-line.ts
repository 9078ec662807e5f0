import { Command, CommanderError } from 'commander'
import type { GlobalFlags } from './settings.js'
import { UsageFailure } from './usage-failure.js'

/** What the command line asks for: a verb to run, or a text to show. */
export type Request =
  | {
      readonly kind: 'run'
      readonly verb: Verb
      readonly arguments: readonly (string | undefined)[]
      readonly flags: GlobalFlags & VerbFlags
    }
  | { readonly kind: 'show'; readonly text: string }

export type Verb =
  | 'check'
  | 'generate'
  | 'build'
  | 'invoke'
  | 'test'
  | 'run'
  | 'explain'
  | 'graph'
  | 'lock'
  | 'why'
  | 'doctor'
  | 'diff'

/** The flags that only some verbs take. */
export interface VerbFlags {
  readonly check?: true
  readonly fix?: true
  readonly force?: true
  readonly types?: boolean
  readonly cache?: boolean
  readonly updateLock?: true
  readonly update?: true | readonly string[]
  readonly allowPolicy?: readonly string[]
  readonly input?: string
  readonly as?: string
  readonly key?: string
  readonly list?: true
  readonly tag?: readonly string[]
  readonly scenario?: readonly string[]
  readonly profile?: string
  readonly isolation?: string
  readonly refresh?: true
  readonly against?: string
  readonly junit?: string
}

/** Reads the arguments. Throws a `UsageFailure` for what is not a command line of Tenon's. */
export function parseCommandLine(argv: readonly string[], version: string): Request {
  let request: Request | null = null
  let shown = ''
  let wrong = ''
  const program = describeProgram(version, (verb, positional, flags) => {
    request = { kind: 'run', verb, arguments: positional, flags }
  })
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => (shown += text),
      writeErr: (text) => (wrong += text),
    })
  }
  try {
    program.parse(argv, { from: 'user' })
  } catch (stopped) {
    if (!(stopped instanceof CommanderError)) throw stopped
    if (stopped.exitCode === 0) return { kind: 'show', text: shown }
    throw new UsageFailure(wrong.replace(/^error: /, '').trim())
  }
  if (request === null) throw new UsageFailure('no verb')
  return request
}

type Found = (verb: Verb, positional: readonly (string | undefined)[], flags: GlobalFlags & VerbFlags) => void

function describeProgram(version: string, found: Found): Command {
  const program = new Command('tenon')
    .description('Proves that an app spec and its modules fit, and makes a typed app of them.')
    .version(version, '-V, --version')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', exitCodeHelp)
  describeGlobalFlags(program)
  const verb = (usage: string, description: string): Command => {
    const command = program.command(usage).description(description).configureHelp({ showGlobalOptions: true })
    command.action((...given: unknown[]) => {
      const positional = given.slice(0, -2).map((value) => (typeof value === 'string' ? value : undefined))
      found(command.name() as Verb, positional, command.optsWithGlobals())
    })
    return command
  }
  verb('check', 'prove the project; writes nothing unless it is to fix')
    .option('--no-types', noTypes)
    .option('--no-cache', 'check anew, and keep no answer in .tenon/cache')
    .option('--fix', 'do what is safe about what is found, and report what remains')
  verb('generate', 'check, and write the generated files')
    .option('--check', 'write nothing: report every file that is not what would be generated')
    .option('--force', 'overwrite files that were edited by hand')
  verb('build', 'check, generate, hold or write the lockfile, and bundle')
    .option('--no-types', noTypes)
    .option('--update-lock', 'let the lockfile follow what is composed now')
    .option('--allow-policy <id>', 'let this guest ask for more than was locked; may stand several times', collect)
    .option('--force', 'overwrite files that were edited by hand')
    .addHelpText('after', lockHelp)
  verb('lock', 'let the lockfile say what is composed now; writes nothing else')
    .option('--check', 'write nothing: report every fact that differs')
    .option('--update [id...]', 'let only these modules change; without an id, all of them')
    .option('--allow-policy <id>', 'let this guest ask for more than was locked; may stand several times', collect)
  verb('invoke <kind> <id>', 'call a query, a mutation or a route of the project, and print the envelope')
    .option('--input <json>', 'the input: JSON, @file, or - for standard input', '{}')
    .option('--as <json>', 'the caller: {"subject":"u1","claims":{}}; without it, an anonymous one')
    .option('--key <key>', 'the idempotency key of a mutation')
  verb('test', "run the project's scenarios in a fresh store, with a clock and ids that are the same each time")
    .option('--tag <tag>', 'only scenarios with this tag; may stand several times', collect)
    .option('--scenario <id>', 'only this scenario; may stand several times', collect)
    .option('--profile <profile>', 'simulation, pre_merge, default_ci or production_smoke (see below)')
    .option('--isolation <isolation>', 'suite: one store for all scenarios, or scenario: one each (default: suite)')
    .option('--refresh', 'make up anew what scenarios.lock holds')
    .option('--junit <file>', 'write a report in the XML of JUnit, too')
    .addHelpText('after', profileHelp)
  verb('run <script>', 'run a script in an owned runtime with the natives of the manifest')
  verb('explain [code]', 'say what a diagnostic means and what to do').option('--list', 'list every code')
  verb('why <name>', 'say what needs a module, a port or a native, when it starts, and what it adds to the bundle')
  verb('doctor', 'look at everything that a project needs around it; each row that is not ok says what to type')
  verb('diff', 'compare the app with another state of it: what breaks callers, what is new, what nobody sees')
    .requiredOption('--against <state>', 'a folder, or a commit of git')
    .addHelpText(
      'after',
      '\nHere, --fail-on takes breaking or additive: the least that ends with 1 (default: nothing does).',
    )
  verb('graph', 'show modules, ports and who needs them (--format text, mermaid, dot or json)')
  return program
}

function describeGlobalFlags(program: Command): void {
  program
    .option('-C, --cwd <folder>', 'run as if started there')
    .option('-c, --config <file>', 'the app spec (default: app.yaml)')
    .option('--modules <file>', 'the module manifest (default: modules.yaml)')
    .option('--format <format>', 'pretty, line, json, sarif or github (default: pretty)')
    .option('--json', 'the same as --format json: one JSON document on stdout, whatever happens')
    .option('--quiet', 'print errors and results only')
    .option('--verbose', 'print more: phases with their times, the stack of a bug')
    .option('--color', 'print in colour')
    .option('--no-color', 'print without colour')
    .option('--max-warnings <n>', 'fail when there are more warnings')
    .option('--fail-on <severity>', 'error or warning (default: error)')
    .option('--frozen', 'the lockfile must say exactly what is composed (default where CI is set)')
    .option('--no-frozen', 'let the lockfile follow edits of the spec and of local modules')
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

const noTypes = 'do not type-check guests'

const exitCodeHelp = `
Exit codes:
  0  fine
  1  something is wrong in the project, something is out of date, or a call was not ok
  2  the command line is wrong, or a file that it names is not there
  3  a bug of Tenon's
  4  the machine refused: a permission, a full disk`

const profileHelp = `
Profiles: what their calls are run for, and what they allow:
  simulation         simulation   generate, provider_overrides     the default for one --scenario
  pre_merge          ci           generate, provider_overrides
  default_ci         ci           neither                          the default otherwise
  production_smoke   production   provider_overrides`

const lockHelp = `
The lockfile (tenon.lock):
  missing                                   it is written
  the spec or the code of a local module    it follows, and the output says so
  anything else: a module that came or      lockfile_stale_error, until --update-lock
  went, a source, a version, a binding
  a guest that asks for more than before    guest_policy_widened_error, until --allow-policy <id>
  with --frozen                             every difference is an error, and so is its absence`
