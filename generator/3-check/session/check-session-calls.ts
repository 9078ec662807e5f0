import type { TemplateModel } from '../../artifact/app-model.js'
import type { TemplateSyntax } from '../../artifact/documents.js'
import { sessionRead, sessionWrite } from '../../artifact/standard-ports.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import type { CheckedCall } from '../action/checked-call.js'
import { reportWriteForm } from '../action/report-write-form.js'
import { type Context, typeOfShape, within } from '../expression/scope.js'
import { checkTemplate } from '../template/check-template.js'
import { type Contract, contractOf, memberContract } from '../template/contract.js'
import { templateOfItems, templateOfMembers } from '../template/template-type.js'
import { textType, unknownType } from '../type/nullable.js'
import type { DeclaredSession } from './declared-session.js'
import { findResetProblem, findSessionPath } from './find-session-path.js'
import { literalIn, membersIn } from './session-patch.js'

const unproven = { collection: null, inputIsProven: false, rollback: 'transaction' } as const

/** Checks a call of `session.read`, which takes nothing. */
export function checkSessionRead(given: TemplateSyntax, context: Context, session: DeclaredSession): CheckedCall {
  const input = checkTemplate(given, contractOf('the input of port "session.read"', sessionRead.input), context)
  const target = { kind: 'session-read', id: sessionRead.id, ...unproven } as const
  return { target, input, output: typeOfShape(session.read) }
}

const owner = 'the input of port "session.write"'
const inputContract = contractOf(owner, sessionWrite.input)
const members = sessionWrite.input.fields.map(({ name }) => name)

/** Checks a call of `session.write`: one patch, or several. */
export function checkSessionWrite(given: TemplateSyntax, context: Context, session: DeclaredSession): CheckedCall {
  const target = { kind: 'session-write', id: sessionWrite.id, ...unproven } as const
  const output = typeOfShape(sessionWrite.output)
  if (given.kind !== 'object') return { target, input: checkTemplate(given, inputContract, context), output }
  reportWriteForm(given, { owner, members }, context)
  const entries = given.entries.map(({ name, value }) => ({
    name: name.text,
    value: checkMember(name.text, value, { context: within(context, name.text), session }),
  }))
  return { target, input: templateOfMembers(entries), output }
}

interface Surroundings {
  readonly context: Context
  readonly session: DeclaredSession
}

const patchList: ValueType = { kind: 'array', item: unknownType, nullable: false }

function checkMember(name: string, value: TemplateSyntax, { context, session }: Surroundings): TemplateModel {
  if (name === 'patch') return checkPatch(value, context, session)
  if (name !== 'patches') return checkTemplate(value, null, context)
  if (value.kind !== 'list') return checkTemplate(value, memberContract(inputContract, name, patchList), context)
  return templateOfItems(value.items.map((patch, index) => checkPatch(patch, within(context, index), session)))
}

const patchShape: ObjectShape = {
  name: '',
  fields: [
    { name: 'op', required: true, type: { kind: 'enum', values: ['set', 'unset'], nullable: false } },
    { name: 'path', required: true, type: textType },
    { name: 'value', required: false, type: unknownType },
  ],
}

const patchContract = contractOf('a session patch', patchShape)

/** Where the path is written out, it must be there, and the value must be of its type. */
function checkPatch(patch: TemplateSyntax, context: Context, session: DeclaredSession): TemplateModel {
  if (patch.kind !== 'object') return checkTemplate(patch, patchContract, context)
  const op = literalIn(patch, 'op')
  const valueContract = checkPath(patch, context, session)
  reportValue(patch, op, context)
  const fields = patchShape.fields.filter(({ name }) => name !== 'value' || op?.value !== 'unset')
  const contract = contractOf('a session patch', { ...patchShape, fields })
  const rest = patch.entries.filter(({ name }) => name.text !== 'value')
  const checked = checkTemplate({ ...patch, entries: rest }, contract, context)
  const known = checked.kind === 'object' ? checked.entries : []
  const [value] = membersIn(patch, 'value')
  if (value === undefined) return templateOfMembers(known)
  const made = { name: 'value', value: checkTemplate(value, valueContract, within(context, 'value')) }
  return templateOfMembers([...known, made])
}

/** The contract of the value; null where nothing is known of it. */
function checkPath(
  patch: TemplateSyntax & { readonly kind: 'object' },
  context: Context,
  session: DeclaredSession,
): Contract | null {
  const path = literalIn(patch, 'path')
  if (path === null || typeof path.value !== 'string') return null
  const at = findSessionPath(session, { text: path.value })
  const place = within(context, 'path').path
  if (!at.ok) {
    const { problem, names } = at
    const extras = { path: place, ...suggestName({ text: path.value, at: path.at }, names) }
    context.found.push(diagnostic('session_ir_invalid_error', path.at, { problem }, extras))
    return null
  }
  const problem = literalIn(patch, 'op')?.value === 'unset' ? findResetProblem(at, path.value) : null
  if (problem !== null)
    context.found.push(diagnostic('session_ir_invalid_error', path.at, { problem }, { path: place }))
  return { ...contractOf(`the session path "${path.value}"`, patchShape), type: at.type }
}

function reportValue(
  patch: TemplateSyntax & { readonly kind: 'object' },
  op: ReturnType<typeof literalIn>,
  { path, found }: Context,
): void {
  const [value] = membersIn(patch, 'value')
  const problem =
    op?.value === 'set' && value === undefined
      ? 'a patch that sets requires "value"'
      : op?.value === 'unset' && value !== undefined
        ? 'a patch that unsets takes no "value": the path goes back to its default'
        : null
  if (problem !== null)
    found.push(diagnostic('spec_contract_conflict_error', value?.at ?? patch.at, { problem }, { path }))
}
