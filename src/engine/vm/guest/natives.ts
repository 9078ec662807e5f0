// Native modules in the guest: made when they are first required, once for each VM, from what the host told of them. Files and ES
// modules join them in one `require`.

import { lazyModules } from './lazy-modules.js'
import { after, steady } from './steady.js'

/** What the host tells of a native. */
interface Told {
  /** The name that host functions go by. */
  readonly name: string
  /** Every name that a guest may require it by. */
  readonly names: readonly string[]
  readonly functions: readonly string[]
  readonly code: string | null
  /** Natives that its own code may require: their names, and what they are known by. */
  readonly uses: readonly string[]
  /** Names of globals, and the exports that they are. */
  readonly globals: Readonly<Record<string, string>>
}

type CallHost = (name: string, args: readonly unknown[]) => unknown
type Hook = (...args: never[]) => unknown
type Exports = Record<string, unknown>

/** The guest's end of modules. */
export interface NativesOfGuest {
  define(table: readonly Told[]): void
  require(name: string): unknown
  /** Makes the global `require` that of a script. */
  requireFrom(file: string): void
  /** Makes ready what ES modules tell of themselves. */
  openModules(): void
  exportNames(kind: 'native' | 'file' | 'json', id: string): readonly string[] | null
  hookOf(module: string, name: string): Hook
}

const { apply } = Reflect
const { startsWith } = String.prototype
const { defineProperty } = Object
const FunctionOfGuest = Function

export function createNatives(callHost: CallHost, asBytes: (prototype: object) => void): NativesOfGuest {
  const told = steady(new Map<string, Told>())
  const granted = steady(new Map<string, Told>())
  const made = steady(new Map<string, unknown>())
  const hooks = steady(new Map<string, Hook>())

  function make(native: Told): unknown {
    if (made.has(native.name)) return made.get(native.name)
    const host = functionsOf(native, callHost)
    if (native.code === null) {
      made.set(native.name, host)
      return host
    }
    const module: { exports: unknown } = { exports: {} }
    // Before it runs, so that a circle of natives sees what there is; and not after it has failed.
    made.set(native.name, module.exports)
    try {
      const hook = (name: string, fn: Hook): void => void hooks.set(`${native.name}#${name}`, fn)
      const run = new FunctionOfGuest('module', 'exports', 'require', 'host', 'hook', native.code)
      apply(run, module.exports, [module, module.exports, requireFor(native), host, hook])
    } catch (error) {
      made.delete(native.name)
      throw error
    }
    made.set(native.name, module.exports)
    for (const prototype of prototypesOfBytes(module.exports as Exports)) asBytes(prototype)
    return module.exports
  }

  function requireFor(native: Told) {
    return (name: string): unknown => {
      const used = native.uses.includes(name) ? told.get(name) : undefined
      if (used === undefined) throw new Error(`The native "${native.name}" does not say that it uses "${name}"`)
      return make(used)
    }
  }

  const nativeOf = (specifier: string): Told | undefined => granted.get(withoutScheme(specifier))
  const modules = lazyModules(callHost, {
    native: (id) => make(told.get(id) as Told),
    nativeOf: (specifier) => nativeOf(specifier)?.name,
  })

  // Of the host, and of guests that are one bundle.
  function require(specifier: unknown): unknown {
    const native = nativeOf(`${specifier}`)
    return native === undefined ? modules().requireFrom('/main.js')(specifier) : make(native)
  }

  setRequire(require)

  return {
    define(table) {
      for (const native of table) {
        told.set(native.name, native)
        for (const name of native.names) granted.set(name, native)
        for (const [name, exported] of Object.entries(native.globals)) defineGlobal(name, () => make(native), exported)
      }
    },
    require,
    requireFrom: (file) => setRequire(modules().requireFrom(file)),
    openModules: () => void modules(),
    exportNames: (kind, id) => modules().exportNames(kind, id),
    hookOf(module, name) {
      const native = told.get(module)
      if (native !== undefined) make(native)
      const hook = hooks.get(`${module}#${name}`)
      if (hook === undefined) throw new Error(`The native "${module}" has no hook "${name}"`)
      return hook
    },
  }
}

function prototypesOfBytes(exports: Exports): readonly object[] {
  // What has a getter is not read: it may ask the host, which does not answer while a guest loads.
  const prototypes = Object.values(Object.getOwnPropertyDescriptors(exports)).map(({ value }) =>
    typeof value === 'function' ? value.prototype : 0,
  )
  return prototypes.filter((prototype) => prototype instanceof Uint8Array)
}

function withoutScheme(name: string): string {
  return apply(startsWith, name, ['node:']) ? after(name, 5) : name
}

function functionsOf({ name: native, functions }: Told, callHost: CallHost): Exports {
  const host: Exports = {}
  // By index: the guest may have changed what lists are gone through by.
  for (let at = 0; at < functions.length; at += 1) {
    const path = `${native}#${functions[at]}`
    host[functions[at] as string] = (...args: unknown[]) => callHost(path, args)
  }
  return host
}

function setRequire(value: unknown): void {
  defineProperty(globalThis, 'require', { value, configurable: true, writable: true })
}

// Made when it is first read: a VM that never needs it never pays for it.
function defineGlobal(name: string, make: () => unknown, exported: string): void {
  const set = (value: unknown): void => {
    defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: false })
  }
  defineProperty(globalThis, name, {
    configurable: true,
    enumerable: false,
    get() {
      const value = (make() as Exports)[exported]
      // Absent while the code that makes it still runs.
      if (value !== undefined) set(value)
      return value
    },
    set,
  })
}
