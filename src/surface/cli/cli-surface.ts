import type { Bundle } from '../../contract/bundle.js'
import type { Envelope } from '../../contract/envelope.js'
import type { AppRuntime } from '../../contract/invocation.js'
import type { SurfaceBinding } from '../../contract/surface.js'
import { IssueList } from '../../semantics/issue-list.js'
import { Answering } from '../answer.js'
import type { CallFacts } from '../call-facts.js'
import { Contest } from '../contest.js'
import { nothingGiven } from '../request-view.js'
import { type Command, CommandTree } from './command-tree.js'
import { isFlag, keyFlag, type ReadLine, readLine } from './read-line.js'

/** A command line. A flag `--idempotency-key` goes before the member of that name. */
export interface CliRequest extends CallFacts {
  /** The words behind the name of the program, as a shell has split them. */
  readonly argv: readonly string[]
}

export interface CliSurface {
  /** Never rejects: whatever happens is in the envelope. */
  dispatch(request: CliRequest): Promise<Envelope>
}

/**
 * The command line of an app.
 *
 * @example
 * const envelope = await createCliSurface(runtime, bundle).dispatch({ argv: ['board', 'show', '--page', '2'] })
 */
export function createCliSurface(runtime: AppRuntime, bundle: Bundle): CliSurface {
  const answering = new Answering(runtime)
  const tree = new CommandTree(bundle.program.surfaces?.cli ?? [])
  return { dispatch: (request) => answering.safely(request, () => answer(answering, tree, request)) }
}

function answer(answering: Answering, tree: CommandTree, request: CliRequest): Envelope | Promise<Envelope> {
  const { argv } = request
  if (!Array.isArray(argv) || !argv.every((token) => typeof token === 'string'))
    return answering.unreadable(request, 'it is no list of words')
  const words = leadingWords(argv)
  const { commands, rest } = tree.find(words, argv)
  const result = choose(commands, rest)
  if (result.kind !== 'found') return answering.unselected(request, result, `the command "${words.join(' ')}"`)
  const { binding, line } = result.best
  const issues = new IssueList()
  const idempotencyKey = readKey(line, issues) ?? request.idempotencyKey
  const parts = {
    path: nothingGiven,
    query: nothingGiven,
    body: undefined,
    args: readArguments(binding, line, issues),
    flags: line.flags,
  }
  return answering.call({ ...request, idempotencyKey }, { binding, parts, issues })
}

function leadingWords(argv: readonly string[]): readonly string[] {
  const end = argv.findIndex(isFlag)
  return end === -1 ? argv : argv.slice(0, end)
}

const noLine = { args: [], flags: {} }

// Which flags take a value is for each binding to say, so each reads the line by itself.
function choose(commands: readonly Command[], rest: readonly string[]) {
  const contest = new Contest<{ readonly binding: SurfaceBinding; readonly line: ReadLine }>()
  for (const { binding, tests } of commands) {
    const line = readLine(rest, binding.line ?? noLine)
    const view = { ...nothing, flags: line.flags }
    if (tests.every((test) => test(view))) contest.enter({ binding, line })
  }
  return contest.end()
}

const nothing = {
  method: null,
  segments: null,
  route: null,
  intent: null,
  source: null,
  query: nothingGiven,
  body: undefined,
}

function readKey({ flags }: ReadLine, issues: IssueList): string | undefined {
  const key = flags.get(keyFlag)
  if (key === undefined || typeof key === 'string') return key
  addWithin('flags', keyFlag, key === true ? 'needs a value' : 'was given more than once', issues)
  return undefined
}

/** The arguments by name; what the command has no place for is an issue. */
function readArguments(
  { line: known = noLine }: SurfaceBinding,
  { flags, positionals }: ReadLine,
  issues: IssueList,
): ReadonlyMap<string, string> {
  for (const name of flags.keys())
    if (name !== keyFlag && !Object.hasOwn(known.flags, name))
      addWithin('flags', name, 'is no flag of this command', issues)
  const named = new Map<string, string>()
  for (const [index, value] of positionals.entries()) {
    const name = known.args[index]
    if (name === undefined) addWithin('args', index, 'is one argument too many', issues)
    else named.set(name, value)
  }
  return named
}

function addWithin(bucket: 'args' | 'flags', member: string | number, problem: string, issues: IssueList): void {
  issues.enter(bucket)
  issues.add(member, problem)
  issues.leave()
}
