// Natives in the VM: each comes to life when it is first required, once.

import type { NativeAnswer } from '../protocol.js'
import type { Compiled } from './compiled.js'
import { codedError, errorOf } from './failures.js'

/** What natives need of the host. */
export interface NativeDoors {
  /** Tells of a native, and hands over its compiled guest code. */
  describe(id: string): NativeAnswer
  /** The host functions of a native, as functions of the guest. */
  functionsOf(id: string): object
  /** Lets the host call a function of a native by name. */
  hook(id: string, name: string, fn: unknown): void
}

const { apply } = Reflect

/** Gives what guests get for a native. One that fails is tried again when it is next required. */
export function openNatives(doors: NativeDoors, compiled: Compiled): (id: string) => unknown {
  // Without a prototype, here and elsewhere: code of guests changes what methods do, and must not see others' modules by it.
  const made: Record<string, { exports: unknown }> = Object.create(null)
  const make = (id: string): unknown => {
    const known = made[id]
    if (known !== undefined) return known.exports
    const answer = doors.describe(id)
    if (answer.kind === 'failure') throw errorOf(answer)
    if (answer.kind === 'functions') {
      const exports = doors.functionsOf(id)
      made[id] = { exports }
      return exports
    }
    const run = compiled.take()
    const host = doors.functionsOf(id)
    const module: { exports: unknown } = { exports: {} }
    made[id] = module
    const hook = (name: string, fn: unknown): void => doors.hook(id, name, fn)
    const require = requireOf(id, answer.uses)
    try {
      apply(run, module.exports, [module, module.exports, require, host, hook])
    } catch (error) {
      delete made[id]
      throw error
    }
    return module.exports
  }
  const requireOf =
    (id: string, uses: Readonly<Record<string, string>>) =>
    (name: string): unknown => {
      const used = Object.hasOwn(uses, name) ? uses[name] : undefined
      if (used !== undefined) return make(used)
      const message = `The native "${id}" does not say that it uses "${name}"`
      throw codedError('ERR_MODULE_DENIED', message, { specifier: name, deniedBy: id, available: Object.keys(uses) })
    }
  return make
}
