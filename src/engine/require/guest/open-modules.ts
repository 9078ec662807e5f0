import type { ModuleFailure } from '../protocol.js'
import { modulesKey } from '../protocol.js'
import { createCompiled } from './compiled.js'
import { errorOf } from './failures.js'
import { ModuleTable, type Require, type RequireDoors } from './module-table.js'
import { type NativeDoors, openNatives } from './open-natives.js'

/** What `require` needs of the host; `native` may bring natives to life in another way. */
export interface GuestDoors extends Omit<RequireDoors, 'native'> {
  readonly native?: (id: string) => unknown
  readonly natives?: NativeDoors
}

/** What the host calls in the guest. */
export interface GuestRequire {
  requireFrom(file: string): Require
  runMain(file: string): unknown
  native(id: string): unknown
  exportNames(kind: 'native' | 'file' | 'json', id: string): readonly string[] | null
}

/** Opens `require` in a VM, once, with its doors to the host; gives what the host calls. */
export function openModules(doors: GuestDoors): GuestRequire {
  const compiled = createCompiled()
  const { natives, nativeOf, resolve, load, entry, cycle } = doors
  const none = (id: string): never => {
    throw new Error(`There is no native "${id}"`)
  }
  const native = doors.native ?? (natives === undefined ? none : openNatives(natives, compiled))
  const table = new ModuleTable(
    { resolve, load, entry, cycle, native, ...(nativeOf === undefined ? {} : { nativeOf }) },
    compiled,
  )
  const handedOver = Object.freeze({
    compiled: compiled.give,
    take: (id: string) => table.take(id),
    evaluated: (id: string, namespace: object) => table.evaluated(id, namespace),
    failed: (failure: ModuleFailure) => errorOf(failure),
  })
  Object.defineProperty(globalThis, Symbol.for(modulesKey), { value: handedOver })
  return {
    requireFrom: (file) => table.requireFrom(file),
    runMain: (file) => table.runMain(file),
    native,
    exportNames: (kind, id) => table.exportNames(kind, id),
  }
}
