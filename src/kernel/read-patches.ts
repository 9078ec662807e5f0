import type { CollectionProgram, CollectionsWriteInput, Program } from '../contract/program.js'
import { type CallFailed, callFailed } from '../semantics/call-failed.js'
import { isPlainObject } from '../semantics/read-values.js'
import { shortened } from '../semantics/wording.js'

/** One patch whose members are what `collections.write` takes; the resulting record is not checked yet. */
export type Patch =
  | {
      readonly op: 'upsert'
      readonly collection: CollectionProgram
      readonly id: string
      readonly value: Readonly<Record<string, unknown>>
    }
  | {
      readonly op: 'update'
      readonly collection: CollectionProgram
      readonly id: string
      readonly value: Readonly<Record<string, unknown>>
    }
  | { readonly op: 'delete'; readonly collection: CollectionProgram; readonly id: string }

/** The patches of one write in their order, and whether all of them commit or none. */
export interface Patches {
  readonly patches: readonly Patch[]
  readonly isUnit: boolean
}

/** Reads what a write is given; input that does not fit is `capability_contract_error`. */
export function readPatches(program: Program, input: CollectionsWriteInput): Patches {
  if (!isPlainObject(input)) throw misfit('its input must be an object')
  const { patch, patches, atomicity, ...others } = input as Readonly<Record<string, unknown>>
  refuseOthers(others)
  if (!isAbsent(atomicity)) checkAtomicity(atomicity)
  if (isAbsent(patch) === isAbsent(patches)) throw misfit('it takes either patch or patches')
  const isUnit = !isAbsent(atomicity)
  if (isAbsent(patches)) return { patches: [readPatch(program, patch)], isUnit }
  if (!Array.isArray(patches)) throw misfit('patches must be a list')
  return { patches: patches.map((one) => readPatch(program, one)), isUnit }
}

function readPatch(program: Program, raw: unknown): Patch {
  if (!isPlainObject(raw)) throw misfit('a patch must be an object')
  const { op, collection: collectionId, id, value, ...others } = raw
  refuseOthers(others)
  const collection = readCollection(program, collectionId, 'collections.write')
  readId(id, 'collections.write')
  if (op === 'delete') return { op, collection, id }
  if (op !== 'upsert' && op !== 'update') throw misfit('op must be upsert, update or delete')
  if (!isPlainObject(value)) throw misfit('value must be an object')
  const told = value.id
  if (!isAbsent(told) && told !== id) throw misfit('value.id must be the id of the patch')
  return { op, collection, id, value }
}

/** The collection of that name; any other value is `capability_contract_error`. */
export function readCollection(program: Program, name: unknown, port: string): CollectionProgram {
  const collection = typeof name === 'string' ? program.collections.get(name) : undefined
  if (collection !== undefined) return collection
  const problem = typeof name === 'string' ? `there is no collection "${shortened(name)}"` : 'collection must be text'
  throw callFailed('capability_contract_error', { port, problem })
}

/** Refuses what is no id with `capability_contract_error`. */
export function readId(id: unknown, port: string): asserts id is string {
  if (typeof id === 'string' && id !== '' && id.isWellFormed()) return
  throw callFailed('capability_contract_error', { port, problem: 'id must be text that is not empty' })
}

function checkAtomicity(raw: unknown): void {
  if (!isPlainObject(raw)) throw misfit('atomicity must be an object')
  const { mode, unit_id: unitId, ...others } = raw
  refuseOthers(others)
  if (mode !== 'required') throw misfit('atomicity.mode must be required')
  if (typeof unitId !== 'string' || unitId === '') throw misfit('atomicity.unit_id must be text')
}

function refuseOthers(others: Readonly<Record<string, unknown>>): void {
  const [name] = Object.keys(others)
  if (name !== undefined) throw misfit(`${shortened(name)} is not a member of it`)
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

function misfit(problem: string): CallFailed {
  return callFailed('capability_contract_error', { port: 'collections.write', problem })
}
