import { joinWords } from '../../diagnostic/suggest.js'
import type { CodeModule } from './code-module.js'
import type { TypeFinding } from './run-tsc.js'

/** What the most common findings of TypeScript come to, in plain words. */
const problems: Readonly<Record<string, string>> = {
  TS2304: 'there is no such name',
  TS2305: 'what is imported does not exist',
  TS2307: 'nothing is known of what is imported',
  TS2322: 'a value is not of the type that is needed here',
  TS2339: 'there is no such member',
  TS2345: 'an argument is not of the type that is taken',
  TS2344: 'this type may not stand here',
  TS2353: 'there is a member that nobody asks for',
  TS2532: 'a value may be absent here',
  TS2551: 'there is no such member',
  TS2552: 'there is no such name',
  TS2561: 'there is a member that nobody asks for',
  TS2554: 'there are too many or too few arguments',
  TS2614: 'what is imported does not exist',
  TS2724: 'what is imported does not exist',
  TS2739: 'members are missing',
  TS2740: 'members are missing',
  TS2741: 'a member is missing',
  TS2769: 'the function cannot be called with these arguments',
  TS7006: 'a parameter needs a type',
  TS7031: 'a parameter needs a type',
  TS18046: 'nothing is known of a value here',
  TS18047: 'a value may be null here',
  TS18048: 'a value may be absent here',
  TS18049: 'a value may be null or absent here',
  TS2531: 'a value may be null here',
  TS2533: 'a value may be null or absent here',
}

const bare = 'nothing of Node or of the web is there for a guest, but what it is granted'

/** The same where a guest's bareness is the cause. */
const problemsOfGuests: Readonly<Record<string, string>> = {
  TS2304: 'a guest has no such name',
  TS2552: 'a guest has no such name',
  TS2580: bare,
  TS2584: bare,
  TS2591: bare,
}

/** A finding in plain words. `word` is what stands at its place. */
export function sayTypeProblem(finding: TypeFinding, { kind, ports }: CodeModule, word: string): string {
  const ofPort = kind === 'provider' ? sayPortProblem(finding, ports, word) : null
  const ofGuest = kind === 'guest' ? problemsOfGuests[finding.code] : undefined
  return ofPort ?? ofGuest ?? problems[finding.code] ?? 'TypeScript refuses it'
}

/** What is wrong with the function of a port, where a finding says which it is. */
function sayPortProblem(finding: TypeFinding, ports: readonly string[], word: string): string | null {
  const port = faultyPort(finding, ports, word)
  if (port === null) return null
  const isInput = finding.lines.some((line) => line.startsWith('Types of parameters'))
  return `${isInput ? 'what its function takes' : 'what its function gives'} is not of the type of the port "${port}"`
}

/** The port whose function a finding speaks of; null where it speaks of something else. `word` is what stands at its place. */
export function faultyPort({ lines }: TypeFinding, ports: readonly string[], word: string): string | null {
  if (!/\b(?:PortFunction|ProviderInstance|TypedProvider)\b/.test(lines[0] ?? '')) return null
  const told = /^(?:Types of property|The types returned by) '\[?'([^']+)'/
  const named = [...lines.map((line) => told.exec(line)?.[1]), word.replace(/['"]/g, '')]
  return ports.find((one) => named.includes(one)) ?? (ports.length === 1 ? (ports[0] ?? null) : null)
}

/** What is wrong with a config, in plain words. */
export function sayConfigProblem({ lines }: TypeFinding): string {
  const text = lines.join(' ')
  const missing = missingIn(text)
  if (missing.length > 0) return `its config lacks ${joinWords(missing.map((name) => `"${name}"`))}`
  const unknown = /'"?([^'"]+)"?' does not exist in type/.exec(text)?.[1]
  if (unknown !== undefined) return `its code knows no "${unknown}" in its config`
  return 'this part of its config is not of the type that its code takes'
}

/** The ports of which a finding says that they have no function. */
export function missingPorts({ lines }: TypeFinding, ports: readonly string[]): readonly string[] {
  const missing = missingIn(lines.join(' '))
  return ports.filter((port) => missing.includes(port))
}

/** The members that a text of TypeScript says are missing; it names four at most. */
function missingIn(text: string): readonly string[] {
  const one = /Property '(?:'([^']+)'|([^']+))' is missing in type/.exec(text)
  const several =
    /is missing the following properties from type .+?: ((?:'[^']+'|[\w$]+)(?:, (?:'[^']+'|[\w$]+))*)/.exec(text)
  const names = one === null ? (several?.[1]?.split(', ') ?? []) : [one[1] ?? one[2] ?? '']
  return names.map((name) => name.replaceAll("'", '')).filter((name) => name !== 'and')
}

/** What TypeScript says: all of it, or what it begins and ends with where the reasons go deep. */
export function quoteTypescript({ code, lines }: TypeFinding): string {
  const told = lines.length <= 3 ? lines : [lines[0], '…', ...lines.slice(-2)]
  return `TypeScript says: ${told.join(' ')} (${code})`
}
