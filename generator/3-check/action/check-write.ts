import type { TemplateModel } from '../../artifact/app-model.js'
import type { TemplateSyntax } from '../../artifact/documents.js'
import { collectionsWrite } from '../../artifact/standard-ports.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { type Context, typeOfShape, within } from '../expression/scope.js'
import { checkTemplate } from '../template/check-template.js'
import { type Contract, contractOf, memberContract } from '../template/contract.js'
import { templateOfItems, templateOfMembers } from '../template/template-type.js'
import { textType, unknownType } from '../type/nullable.js'
import { checkPatch } from './check-patch.js'
import type { Collections } from './check-read.js'
import type { CheckedCall } from './checked-call.js'
import { reportWriteForm } from './report-write-form.js'

/** All commit or none; the other way is to leave it out. */
const atomicityShape: ObjectShape = {
  name: '',
  fields: [
    { name: 'mode', required: true, type: { kind: 'enum', values: ['required'], nullable: false } },
    { name: 'unit_id', required: true, type: textType },
  ],
}

const patchList: ValueType = { kind: 'array', item: unknownType, nullable: false }
const owner = 'the input of port "collections.write"'
const contract = contractOf(owner, collectionsWrite.input)
const members = collectionsWrite.input.fields.map(({ name }) => name)

/** Checks a call of `collections.write`: one patch, or several that may have to commit together. */
export function checkWrite(given: TemplateSyntax, context: Context, collections: Collections): CheckedCall {
  const target = {
    kind: 'write',
    id: 'collections.write',
    collection: null,
    inputIsProven: false,
    rollback: 'transaction',
  } as const
  const output = typeOfShape(collectionsWrite.output)
  if (given.kind !== 'object') return { target, input: checkTemplate(given, contract, context), output }
  reportWriteForm(given, { owner, members }, context)
  const entries = given.entries.map(({ name, value }) => ({
    name: name.text,
    value: checkMember(name.text, value, { context: within(context, name.text), collections }),
  }))
  return { target, input: templateOfMembers(entries), output }
}

interface Surroundings {
  readonly context: Context
  readonly collections: Collections
}

function checkMember(name: string, value: TemplateSyntax, { context, collections }: Surroundings): TemplateModel {
  if (name === 'patch') return checkPatch(value, context, collections)
  if (name !== 'patches' || value.kind !== 'list') return checkTemplate(value, contractOfMember(name), context)
  return templateOfItems(value.items.map((patch, index) => checkPatch(patch, within(context, index), collections)))
}

function contractOfMember(name: string): Contract | null {
  if (name === 'patches') return memberContract(contract, name, patchList)
  return name === 'atomicity' ? memberContract(contract, name, typeOfShape(atomicityShape)) : null
}
