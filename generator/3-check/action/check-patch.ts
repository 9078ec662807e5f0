import type { Json } from '../../../src/contract/json.js'
import type { TemplateModel } from '../../artifact/app-model.js'
import type { TemplateSyntax } from '../../artifact/documents.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { findNearest, suggestName } from '../../diagnostic/suggest.js'
import type { DeclaredCollection } from '../declaration/declarations.js'
import { type Context, within } from '../expression/scope.js'
import { checkTemplate } from '../template/check-template.js'
import { type Contract, contractOf, memberContract } from '../template/contract.js'
import { templateOfMembers } from '../template/template-type.js'
import { textType, unknownType } from '../type/nullable.js'
import { type Collections, findCollection, nameOfCollection } from './check-read.js'

type Members = TemplateSyntax & { readonly kind: 'object' }

const kinds: ValueType = { kind: 'enum', values: ['upsert', 'update', 'delete'], nullable: false }
const idType: ValueType = { kind: 'scalar', scalar: 'id', nullable: false }

const patchShape: ObjectShape = {
  name: '',
  fields: [
    { name: 'collection', required: true, type: textType },
    { name: 'id', required: true, type: idType },
    { name: 'op', required: true, type: kinds },
    { name: 'value', required: false, type: unknownType },
  ],
}

const contract = contractOf('a patch', patchShape)

/** Checks one patch: what it does, to which record of which collection, and that its value is of that collection. */
export function checkPatch(patch: TemplateSyntax, context: Context, collections: Collections): TemplateModel {
  if (patch.kind !== 'object') return checkTemplate(patch, contract, context)
  const named = nameOfCollection(patch)
  const collection = named && findCollection(named, within(context, 'collection'), collections)
  const contracts = new Map<string, Contract>(
    patchShape.fields.map(({ name, type }) => [name, memberContract(contract, name, type)]),
  )
  if (collection !== null) contracts.set('value', contractOfValue(collection, literalOf(patch, 'op')))
  reportMembers(patch, contracts, context)
  const entries = patch.entries.map(({ name, value }) => ({
    name: name.text,
    value: checkTemplate(value, contracts.get(name.text) ?? null, within(context, name.text)),
  }))
  reportIdOfValue(patch, context)
  return templateOfMembers(entries)
}

/** `upsert` replaces the record, so it names all that a record requires; `update` overlays some of it. */
function contractOfValue({ id, record }: DeclaredCollection, op: Json | undefined): Contract {
  const isWhole = op === 'upsert'
  const fields = record.fields.map((field) => ({
    ...field,
    required: isWhole && field.required && field.name !== 'id',
  }))
  return contractOf(`a record of "${id}"`, { name: '', fields })
}

function reportMembers(patch: Members, contracts: ReadonlyMap<string, Contract>, context: Context): void {
  const { path, found } = context
  const has = (name: string): boolean => patch.entries.some((entry) => entry.name.text === name)
  const report = (problem: string): void => {
    found.push(diagnostic('spec_contract_conflict_error', patch.at, { problem }, { path }))
  }
  for (const { name } of patch.entries) {
    if (contracts.has(name.text)) continue
    const problem = `a patch has no member "${name.text}"`
    const extras = { path: within(context, name.text).path, ...suggestName(name, contracts.keys()) }
    found.push(diagnostic('spec_contract_conflict_error', name.at, { problem }, extras))
  }
  const absent = [...contracts.keys()].filter((name) => !has(name))
  const misspelt = patch.entries.flatMap(({ name }) => findNearest(name.text, absent) ?? [])
  for (const { name, required } of patchShape.fields) {
    if (required && !has(name) && !misspelt.includes(name)) report(`a patch requires "${name}"`)
  }
  if (has('value') || misspelt.includes('value')) return
  const op = literalOf(patch, 'op')
  if (op === 'update') report('an "update" patch requires "value"')
  // Without a value a record is nothing but its id, which is enough where nothing else is required.
  const nothing: Members = { kind: 'object', at: patch.at, entries: [] }
  if (op === 'upsert') checkTemplate(nothing, contracts.get('value') ?? null, context)
}

function reportIdOfValue(patch: Members, { path, found }: Context): void {
  const value = patch.entries.find(({ name }) => name.text === 'value')?.value
  if (value?.kind !== 'object') return
  const inner = value.entries.find(({ name }) => name.text === 'id')?.value
  const outer = literalOf(patch, 'id')
  if (inner?.kind !== 'literal' || outer === undefined || inner.value === outer) return
  const problem = `the "id" within "value" is not the "id" of the patch, ${JSON.stringify(outer)}`
  found.push(diagnostic('spec_contract_conflict_error', inner.at, { problem }, { path: `${path}.value.id` }))
}

function literalOf(patch: Members, name: string): Json | undefined {
  const value = patch.entries.find((entry) => entry.name.text === name)?.value
  return value?.kind === 'literal' ? value.value : undefined
}
