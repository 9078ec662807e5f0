import type { CheckedMutation } from '../../artifact/checked-app.js'
import type { MutationSyntax } from '../../artifact/documents.js'
import { shapeName } from '../../artifact/identifier.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import { isProven } from '../action/check-call.js'
import type { Declarations, DeclaredAction } from '../declaration/declarations.js'
import { callRoots, scopeOf, typeOfShape } from '../expression/scope.js'
import { checkTemplate } from '../template/check-template.js'
import { contractOf } from '../template/contract.js'
import { shapeOf } from '../type/shape-of.js'
import { checkRoles, rolesOf } from './check-roles.js'
import { type Handover, reportMembers, reportWhole } from './handed-input.js'

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
      ? passWhole(syntax, { input, action, place })
      : build(syntax.input, { input, action, place })),
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

type Given = Pick<CheckedMutation, 'actionInput' | 'inputIsProven'>

function passWhole(syntax: MutationSyntax, handover: Handover): Given {
  const { input, action } = handover
  reportWhole(syntax.in, syntax.action.at, handover)
  const inputIsProven = action !== null && isProven(typeOfShape(input), action.input, action.filled)
  return { actionInput: null, inputIsProven }
}

function build(template: NonNullable<MutationSyntax['input']>, handover: Handover): Given {
  const { input, action } = handover
  const { path, found } = handover.place
  const scope = scopeOf('the "input" of a mutation', [['input', typeOfShape(input)], ...callRoots])
  const contract = action && contractOf(`the input of action "${action.id}"`, action.input, action.filled)
  const actionInput = checkTemplate(template, contract, { scope, path: `${path}.run.input`, found })
  reportMembers(template, handover)
  return { actionInput, inputIsProven: action !== null && isProven(actionInput.type, action.input, action.filled) }
}
