import type { Node, Text } from '../../artifact/node.js'
import type { CommandSyntax, SurfaceBindingSyntax } from '../../artifact/wiring-syntax.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import { checkDispatch } from './check-dispatch.js'
import { type CheckedMatcher, type MatchedClause, makeMatcher, ofPath, plain } from './matcher.js'
import { readPathTemplate } from './path-template.js'
import { readCommand, readMethod } from './read-names.js'
import { type BindingPlace, reportMatcher } from './report.js'
import { findMemberProblem } from './surface-facts.js'

/** Checks by what a binding knows its requests; null where that has been told to be wrong. */
export function checkMatcher(
  syntax: SurfaceBindingSyntax,
  routes: ReadonlySet<string>,
  place: BindingPlace,
): CheckedMatcher | null {
  const { method, path, route, source, command, dispatch } = syntax
  const written: readonly (readonly MatchedClause[] | null)[] = [
    ...(method === null ? [] : [checkMethod(method, place)]),
    ...(path === null ? [] : [checkPath(path, place)]),
    ...(route === null ? [] : [checkRoute(route, routes, place)]),
    ...(source === null ? [] : [[plain({ key: 'source', op: 'eq', value: source.text.trim() })]]),
    ...(command === null ? [] : [checkCommand(command, place)]),
  ]
  if (dispatch !== null) return checkDispatch(dispatch, place)
  const clauses = written.length === 0 ? defaultClauses(syntax, place) : collect(written)
  return clauses === null ? null : makeMatcher(clauses)
}

function collect(parts: readonly (readonly MatchedClause[] | null)[]): readonly MatchedClause[] | null {
  const clauses: MatchedClause[] = []
  for (const part of parts) {
    if (part === null) return null
    clauses.push(...part)
  }
  return clauses
}

function checkMethod({ text, at }: Text, place: BindingPlace): readonly MatchedClause[] | null {
  const method = readMethod(text)
  if (method !== null) return [plain({ key: 'method', op: 'eq', value: method })]
  reportMatcher(place, at, 'method', `"${text}" is no method of a request`)
  return null
}

function checkPath({ text, at }: Text, place: BindingPlace): readonly MatchedClause[] | null {
  const template = readPathTemplate(text)
  if (typeof template !== 'string') return [ofPath(template)]
  reportMatcher(place, at, 'path', `the path "${text}" ${template}`)
  return null
}

function checkRoute(
  { text, at }: Text,
  routes: ReadonlySet<string>,
  place: BindingPlace,
): readonly MatchedClause[] | null {
  if (routes.has(text)) return [plain({ key: 'route', op: 'eq', value: text })]
  const extras = { path: `${place.path}.route`, ...suggestName({ text, at }, routes) }
  place.found.push(diagnostic('spec_reference_not_found_error', at, { kind: 'route', id: text }, extras))
  return null
}

function checkCommand({ path, when }: CommandSyntax, place: BindingPlace): readonly MatchedClause[] | null {
  const command = readCommand(path.text)
  if (command === null)
    reportMatcher(place, path.at, 'command.path', `the command "${path.text}" has a word that is a flag`)
  const flags = when.map(({ name, value }) => checkFlag(name, value, place))
  return command === null ? null : collect([[plain({ key: 'command', op: 'eq', value: command })], ...flags])
}

function checkFlag(name: Text, value: Node, place: BindingPlace): readonly MatchedClause[] | null {
  const member = `command.when.flags.${name.text}`
  const problem = findMemberProblem('flags', name.text)
  if (problem !== null) {
    reportMatcher(place, name.at, member, `the flag "${name.text}" ${problem}`)
    return null
  }
  if (value.kind === 'scalar' && value.value !== null)
    return [plain({ key: `flags.${name.text}`, op: 'eq', value: value.value })]
  reportMatcher(place, value.at, member, `the flag "${name.text}" can only be text, a number, true or false`)
  return null
}

/** A route is known by its id everywhere; on the web surface, others are known by the intent of their id. */
function defaultClauses({ kind, id }: SurfaceBindingSyntax, place: BindingPlace): readonly MatchedClause[] | null {
  const { surface } = place
  if (kind === 'route') return [plain({ key: surface === 'cli' ? 'command' : 'route', op: 'eq', value: id.text })]
  if (surface === 'web') return [plain({ key: 'intent', op: 'eq', value: id.text })]
  place.found.push(diagnostic('dispatch_matcher_missing', id.at, { surface, kind, id: id.text }, { path: place.path }))
  return null
}
