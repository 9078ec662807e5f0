import type { Bucket } from '../../artifact/wiring-model.js'
import type { ClauseSyntax, DispatchSyntax } from '../../artifact/wiring-syntax.js'
import { joinWords } from '../../diagnostic/suggest.js'
import { type CheckedMatcher, type MatchedClause, makeMatcher, ofPath, plain } from './matcher.js'
import { readLiteralPath, readPathTemplate } from './path-template.js'
import { readCommand, readMethod } from './read-names.js'
import { type BindingPlace, reportMatcher } from './report.js'
import { findMemberProblem, type SurfaceFacts, surfaceFacts } from './surface-facts.js'

// A thousand times this is still a whole number that every score can be compared with.
const largestBias = 1_000_000_000

/** Checks a matcher of the author's own making; null where that has been told to be wrong. */
export function checkDispatch(syntax: DispatchSyntax, place: BindingPlace): CheckedMatcher | null {
  const { surfaceType, clauses, priorityBias } = syntax
  const { surface } = place
  const before = place.found.length
  const report = (at: DispatchSyntax['at'], member: string, problem: string): void =>
    reportMatcher(place, at, `x-dispatch.matcher.${member}`, problem)
  if (surfaceType.text !== surface)
    report(
      surfaceType.at,
      'surfaceType',
      `the matcher is of surface "${surfaceType.text}" and stands under "${surface}"`,
    )
  if (Math.abs(priorityBias) > largestBias)
    report(syntax.at, 'priorityBias', `the priorityBias goes beyond ${largestBias}`)
  const seen = new Set<string>()
  const matched = clauses.flatMap((clause, index): readonly MatchedClause[] => {
    const member = `clauses.${index}`
    const read = isTakenTwice(clause, seen)
      ? `the matcher looks twice at "${clause.key.text}" in one way`
      : readClause(clause, surfaceFacts[surface])
    if (typeof read !== 'string') return [read]
    report(clause.at, member, read)
    return []
  })
  return place.found.length > before ? null : makeMatcher(matched, priorityBias)
}

// A path is compared as a whole only once: the names of its segments come from there.
function isTakenTwice({ key, op }: ClauseSyntax, seen: Set<string>): boolean {
  const way = `${key.text} ${key.text === 'path' && op === 'path_template' ? 'eq' : op}`
  const isTaken = seen.has(way)
  seen.add(way)
  return isTaken
}

/** A clause that the surface understands, or what is wrong with it. */
function readClause(clause: ClauseSyntax, facts: SurfaceFacts): MatchedClause | string {
  const { op, value } = clause
  const key = clause.key.text
  const problem = findKeyProblem(key, facts)
  if (problem !== null) return problem
  if (op === 'path_template' && key !== 'path') return `only the path can be a path_template, not "${key}"`
  if ((key === 'command' || key === 'method') && op !== 'eq') return `a ${key} can only be compared with "eq"`
  if (op === 'exists') return value === null ? plain({ key, op }) : 'a clause with "exists" has no value'
  const literal = value?.kind === 'scalar' ? value.value : null
  if (literal === null) return `the clause of "${key}" needs a value that is text, a number, true or false`
  if (op === 'eq' && key.includes('.')) return plain({ key, op, value: literal })
  if (typeof literal !== 'string' || literal.trim() === '') return `the clause of "${key}" needs a text`
  if (op === 'prefix') {
    const isPath = key !== 'path' || literal.startsWith('/')
    return isPath ? plain({ key, op, value: literal }) : `the path "${literal}" does not begin with "/"`
  }
  return readName(key, op, literal)
}

function findKeyProblem(key: string, { names, matched }: SurfaceFacts): string | null {
  const dot = key.indexOf('.')
  const all = [...names, ...matched.map((bucket) => `${bucket}.…`)]
  const unknown = `requests of this surface have no "${key}" that could be matched; they have ${joinWords(all)}`
  if (dot === -1) return names.includes(key) ? null : unknown
  const bucket: Bucket | undefined = matched.find((known) => known === key.slice(0, dot))
  if (bucket === undefined) return unknown
  const member = key.slice(dot + 1)
  if (member === '') return `"${key}" names no member of the bucket`
  const problem = findMemberProblem(bucket, member)
  return problem === null ? null : `"${member}" ${problem}`
}

function readName(key: string, op: 'eq' | 'path_template', value: string): MatchedClause | string {
  if (op === 'path_template') {
    const template = readPathTemplate(value)
    return typeof template === 'string' ? `the path "${value}" ${template}` : ofPath(template)
  }
  switch (key) {
    case 'path': {
      const path = readLiteralPath(value)
      return typeof path === 'string' ? `the path "${value}" ${path}` : plain({ key, op, value: path.text })
    }
    case 'method': {
      const method = readMethod(value)
      return method === null ? `"${value}" is no method of a request` : plain({ key, op, value: method })
    }
    case 'command': {
      const command = readCommand(value)
      return command === null ? `the command "${value}" has a word that is a flag` : plain({ key, op, value: command })
    }
    default:
      return plain({ key, op, value: value.trim() })
  }
}
