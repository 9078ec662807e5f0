// In: what the VM's module loader asks. Out: names and sources of ES modules. Promised: the same resolver as for `require`; one
// instance of whatever is no ES module, whichever way it was asked for; and an error of the guest for what cannot be had, since
// the VM's own loader keeps no reason.

import { folderOf, isAbsolutePath } from '../../resolve/paths.js'
import { EngineError } from '../engine-error.js'
import { wrapEsModule, wrapExports, wrapFailure } from './compiled-text.js'
import { failureOf, wordsOf } from './module-errors.js'
import { type ModuleFailure, nativePrefix } from './protocol.js'
import type { RequireHost } from './require-host.js'
import type { Sources } from './sources.js'

/** The two callbacks of a VM's module loader. They throw nothing: what cannot be had is a module that throws. */
export interface EsModuleLoader {
  /** The name of the module that `specifier` means in the module or script called `base`. */
  normalize(base: string, specifier: string): string
  /** The source text of a module by the name that `normalize` gave it. */
  load(id: string): string
}

export interface EsModuleParts {
  readonly host: RequireHost
  readonly sources: Sources
  /** Asks the guest to evaluate what is no ES module: `exportNames` of its end, names of any kind. */
  readonly exportNames: (kind: 'native' | 'file' | 'json', id: string) => readonly string[] | null
}

const failurePrefix = 'unavailable:'

/** Lets ES modules be loaded with what `require` is answered by. */
export function createEsModuleLoader(parts: EsModuleParts): EsModuleLoader {
  return new EsModules(parts)
}

class EsModules implements EsModuleLoader {
  readonly #parts: EsModuleParts
  // Made when it is asked for and not when it is loaded: only then is it known who asks, and for which names.
  readonly #texts = new Map<string, string>()
  readonly #loaded = new Set<string>()
  #refused = 0

  constructor(parts: EsModuleParts) {
    this.#parts = parts
  }

  normalize(base: string, specifier: string): string {
    // A module that asks for itself is the one that tells when it has run.
    if (base === specifier && isAbsolutePath(base)) return base
    const { host } = this.#parts
    try {
      const { kind, id } = host.find(specifier, host.entry(base), 'import')
      const name = kind === 'native' ? nativePrefix + id : id
      if (this.#loaded.has(name)) return name
      const text = kind === 'module' ? this.#textOf(id) : this.#exportsOf(kind, id, name)
      if (text === undefined) return this.#refuse(wrapExports(name, this.#namesWanted(base, specifier)), specifier)
      this.#texts.set(name, text)
      return name
    } catch (error) {
      return this.#refuse(wrapFailure(asFailure(error), this.#namesWanted(base, specifier)), specifier)
    }
  }

  load(id: string): string {
    const text = this.#texts.get(id)
    this.#texts.delete(id)
    if (!id.startsWith(failurePrefix)) this.#loaded.add(id)
    if (text !== undefined) return text
    try {
      return this.#textOf(id)
    } catch (error) {
      return wrapFailure(asFailure(error), [])
    }
  }

  #textOf(id: string): string {
    const { host, sources } = this.#parts
    const isNative = id.startsWith(nativePrefix)
    const kind = isNative ? 'native' : host.kindOf(id)
    if (kind === 'module') return wrapEsModule(id, folderOf(id), sources.code(id, 'module').code)
    return this.#exportsOf(kind, isNative ? id.slice(nativePrefix.length) : id, id) ?? wrapExports(id, [])
  }

  // Undefined: it failed, and is tried again when somebody else asks.
  #exportsOf(kind: 'native' | 'file' | 'json', id: string, name: string): string | undefined {
    const names = this.#parts.exportNames(kind, id)
    return names === null ? undefined : wrapExports(name, names.filter(isExportable))
  }

  #refuse(text: string, specifier: string): string {
    this.#refused += 1
    const id = `${failurePrefix}${this.#refused}:${specifier}`
    this.#texts.set(id, text)
    return id
  }

  // What failed exports nothing, and importing a name from it would tell of the name instead of the failure.
  #namesWanted(base: string, specifier: string): readonly string[] {
    const { host, sources } = this.#parts
    const importer = host.entry(base)
    const isModule = (sources.loader.has?.(importer) ?? false) && host.kindOf(importer) === 'module'
    return isModule ? namesImported(sources.code(importer, 'module').code, specifier) : []
  }
}

// Here and not in the guest, where the classes of Unicode take a third of what a new VM takes.
const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u

function isExportable(name: string): boolean {
  return name !== 'default' && identifier.test(name)
}

const namedImport = /\b(?:import|export)\b[^;'"{]*\{([^}]*)\}\s*from\s*['"]([^'"]+)['"]/g

function namesImported(code: string, specifier: string): readonly string[] {
  const lists = [...code.matchAll(namedImport)].flatMap(([, list = '', from]) => (from === specifier ? [list] : []))
  const names = lists.flatMap((list) => list.split(',')).map((name) => name.trim().split(/\s+as\s+/)[0] ?? '')
  return [...new Set(names)].filter(isExportable)
}

// Whatever it is: the loader of the VM has no way to be told, and would take its silence for a module.
function asFailure(error: unknown): ModuleFailure {
  if (error instanceof EngineError) return failureOf(error)
  return failureOf(new EngineError('ERR_MODULE_LOAD', wordsOf(error), { file: null, line: null, column: null }))
}
