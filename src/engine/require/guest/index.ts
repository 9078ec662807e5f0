// What a VM runs once to have `require`: made with the doors to the host, it gives the host's end of it.

import type { ModuleFailure } from '../protocol.js'
import { modulesKey } from '../protocol.js'
import { createCompiled } from './compiled.js'
import { errorOf } from './failures.js'
import { type NativeDoors, openNatives } from './open-natives.js'
import { ModuleTable, type Require, type RequireDoors } from './open-require.js'

declare const module: { exports: unknown }

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

function openRequire(doors: GuestDoors): GuestRequire {
  const compiled = createCompiled()
  const { natives, resolve, load, cycle } = doors
  const none = (id: string): never => {
    throw new Error(`There is no native "${id}"`)
  }
  const native = doors.native ?? (natives === undefined ? none : openNatives(natives, compiled))
  const table = new ModuleTable({ resolve, load, cycle, native }, compiled)
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

module.exports = openRequire
