import type { SessionPatch } from '../contract/session.js'
import { type CallFailed, callFailed } from '../semantics/call-failed.js'
import { isPlainObject } from '../semantics/read-values.js'
import { shortened } from '../semantics/wording.js'

/** The patches of one `session.write` in their order; input that does not fit is `capability_contract_error`. */
export function readSessionPatches(input: unknown): readonly SessionPatch[] {
  if (!isPlainObject(input)) throw misfit('its input must be an object')
  const { patch, patches, ...others } = input
  refuseOthers(others)
  if (isAbsent(patch) === isAbsent(patches)) throw misfit('it takes either patch or patches')
  if (isAbsent(patches)) return [readPatch(patch)]
  if (!Array.isArray(patches)) throw misfit('patches must be a list')
  return patches.map(readPatch)
}

function readPatch(raw: unknown): SessionPatch {
  if (!isPlainObject(raw)) throw misfit('a patch must be an object')
  const { op, path, value, ...others } = raw
  refuseOthers(others)
  if (typeof path !== 'string') throw misfit('path must be text')
  if (op !== 'set' && op !== 'unset') throw misfit('op must be set or unset')
  if (op === 'set') return { op, path, value: value === undefined ? null : value }
  if (!isAbsent(value)) throw misfit('a patch that unsets takes no value')
  return { op, path }
}

function refuseOthers(others: Readonly<Record<string, unknown>>): void {
  const [name] = Object.keys(others)
  if (name !== undefined) throw misfit(`${shortened(name)} is not a member of it`)
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

function misfit(problem: string): CallFailed {
  return callFailed('capability_contract_error', { port: 'session.write', problem })
}
