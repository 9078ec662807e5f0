import type { CheckedMutation } from '../../artifact/checked-app.js'
import type { MutationSyntax } from '../../artifact/documents.js'
import { shapeName } from '../../artifact/identifier.js'
import type { ObjectShape } from '../../artifact/value-type.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { type Advice, suggestName } from '../../diagnostic/suggest.js'
import { isProven } from '../action/check-call.js'
import type { Declarations, DeclaredAction } from '../declaration/declarations.js'
import { callRoots, scopeOf, typeOfShape } from '../expression/scope.js'
import { checkTemplate } from '../template/check-template.js'
import { contractOf } from '../template/contract.js'
import { canFit } from '../type/compare-types.js'
import { describeType } from '../type/describe-type.js'
import { withoutNull } from '../type/nullable.js'
import { shapeOf } from '../type/shape-of.js'
import { checkRoles, rolesOf } from './check-roles.js'

interface Place {
  readonly path: string
  readonly found: Diagnostic[]
}

/** Checks one mutation: its action, and that what the action gets is what it takes. */
export function checkMutation(syntax: MutationSyntax, declarations: Declarations, place: Place): CheckedMutation {
  const { path, found } = place
  const input = shapeOf(syntax.in, shapeName('mutation-input', syntax.id.text))
  const action = findAction(syntax, declarations, place)
  checkRoles(syntax.access?.roles ?? [], declarations.roles, { path: `${path}.access.roles`, found })
  return {
    id: syntax.id.text,
    at: syntax.id.at,
    input,
    roles: rolesOf(syntax.access),
    action: syntax.action.text,
    ...(syntax.input === null
      ? passWhole(syntax, { input, action }, place)
      : build(syntax.input, { input, action }, place)),
  }
}

function findAction(
  { action }: MutationSyntax,
  { callables, shadowed }: Declarations,
  place: Place,
): DeclaredAction | null {
  const callable = callables.get(action.text)
  if (callable?.kind === 'action') return callable
  if (shadowed.has(action.text)) return null
  const names = [...callables.values()].flatMap(({ kind, id }) => (kind === 'action' ? [id] : []))
  const extras = { path: `${place.path}.run.actionId`, ...suggestName(action, names) }
  place.found.push(diagnostic('spec_reference_not_found_error', action.at, { kind: 'action', id: action.text }, extras))
  return null
}

/** What is handed on, and to whom; null for an action that does not exist. */
interface Ends {
  readonly input: ObjectShape
  readonly action: DeclaredAction | null
}

type Given = Pick<CheckedMutation, 'actionInput' | 'inputIsProven'>

function build(template: NonNullable<MutationSyntax['input']>, { input, action }: Ends, { path, found }: Place): Given {
  const scope = scopeOf('the "input" of a mutation', [['input', typeOfShape(input)], ...callRoots])
  const contract = action && contractOf(`the input of action "${action.id}"`, action.input, action.filled)
  const actionInput = checkTemplate(template, contract, { scope, path: `${path}.run.input`, found })
  return { actionInput, inputIsProven: action !== null && isProven(actionInput.type, action.input, action.filled) }
}

/** `input: {}` hands on the whole input, so the inputs of the mutation are held against those of the action. */
function passWhole(syntax: MutationSyntax, { input, action }: Ends, { path, found }: Place): Given {
  if (action === null) return { actionInput: null, inputIsProven: false }
  const report = (
    problem: string,
    at = syntax.action.at,
    place = `${path}.run.input`,
    advice: Partial<Advice> = {},
  ) => {
    found.push(diagnostic('spec_contract_conflict_error', at, { problem }, { path: place, ...advice }))
  }
  const names = action.input.fields.map(({ name }) => name)
  for (const { name, value } of syntax.in) {
    const field = action.input.fields.find((one) => one.name === name.text)
    const given = input.fields.find((one) => one.name === name.text)
    const place = `${path}.in.${name.text}`
    if (field === undefined) {
      const problem = `the whole input is handed on, and action "${action.id}" has no input "${name.text}"`
      report(problem, name.at, place, suggestName(name, names))
    } else if (given !== undefined && !canFit(given.type, field.type)) {
      const [is, wanted] = [given.type, field.type].map((type) => describeType(withoutNull(type)))
      report(`"${name.text}" of the input of action "${action.id}" must be ${wanted}, and is ${is}`, value.at, place)
    } else if (given !== undefined && field.required && !given.required && !action.filled.has(name.text)) {
      const problem = `the input of action "${action.id}" requires "${name.text}", which callers may leave out here`
      report(problem, value.at, place, { hint: 'put a "!" behind its type' })
    }
  }
  for (const { name, required } of action.input.fields) {
    if (!required || action.filled.has(name) || input.fields.some((field) => field.name === name)) continue
    report(`the input of action "${action.id}" requires "${name}", which the mutation does not take`)
  }
  return { actionInput: null, inputIsProven: isProven(typeOfShape(input), action.input, action.filled) }
}
