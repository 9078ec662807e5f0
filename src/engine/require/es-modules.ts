// In: what the VM's module loader asks. Out: names and sources of ES modules. Promised: the same resolver as for `require`; one
// instance of whatever is no ES module, whichever way it was asked for; and an error of the guest for what cannot be had, since
// the VM's own loader keeps no reason.

import { folderOf, isAbsolutePath } from '../../resolve/paths.js'
import { EngineError } from '../engine-error.js'
import { wrapEsModule, wrapExports, wrapFailure } from './compiled-text.js'
import { failureOf } from './module-errors.js'
import { type ModuleFailure, nativePrefix } from './protocol.js'
import type { RequireHost } from './require-host.js'
import type { Sources } from './sources.js'

/** The two callbacks of a VM's module loader. */
export interface EsModuleLoader {
  /** The name of the module that `specifier` means in the module or script called `base`. */
  normalize(base: string, specifier: string): string
  /** The source text of a module by the name that `normalize` gave it. */
  load(id: string): string
}

export interface EsModuleParts {
  readonly host: RequireHost
  readonly sources: Sources
  /** Asks the guest to evaluate what is no ES module: `exportNames` of its end. */
  readonly exportNames: (kind: 'native' | 'file' | 'json', id: string) => readonly string[] | null
}

const failurePrefix = 'unavailable:'

/** Lets ES modules be loaded with what `require` is answered by. */
export function createEsModuleLoader(parts: EsModuleParts): EsModuleLoader {
  return new EsModules(parts)
}

class EsModules implements EsModuleLoader {
  readonly #parts: EsModuleParts
  readonly #failures = new Map<string, string>()
  readonly #wanted = new Map<string, string[]>()
  #refused = 0

  constructor(parts: EsModuleParts) {
    this.#parts = parts
  }

  normalize(base: string, specifier: string): string {
    // A module that asks for itself is the one that tells when it has run.
    if (base === specifier && isAbsolutePath(base)) return base
    const { host } = this.#parts
    try {
      const importer = host.entry(base)
      const { kind, id } = host.find(specifier, importer, 'import')
      const name = kind === 'native' ? nativePrefix + id : id
      if (kind !== 'module') this.#remember(name, base, specifier)
      return name
    } catch (error) {
      return this.#refuse(asFailure(error), base, specifier)
    }
  }

  load(id: string): string {
    const refused = this.#failures.get(id)
    if (refused !== undefined) {
      this.#failures.delete(id)
      return refused
    }
    try {
      return this.#source(id)
    } catch (error) {
      return wrapFailure(asFailure(error), this.#wanted.get(id) ?? [])
    }
  }

  #source(id: string): string {
    const { host, sources, exportNames } = this.#parts
    const isNative = id.startsWith(nativePrefix)
    const kind = isNative ? 'native' : host.kindOf(id)
    if (kind === 'module') return wrapEsModule(id, folderOf(id), sources.code(id, 'module').code)
    const names = exportNames(kind, isNative ? id.slice(nativePrefix.length) : id)
    return wrapExports(id, names ?? this.#wanted.get(id) ?? [])
  }

  #refuse(failure: ModuleFailure, base: string, specifier: string): string {
    this.#refused += 1
    const id = `${failurePrefix}${this.#refused}:${specifier}`
    this.#failures.set(id, wrapFailure(failure, this.#namesWanted(base, specifier)))
    return id
  }

  #remember(id: string, base: string, specifier: string): void {
    const names = [...(this.#wanted.get(id) ?? []), ...this.#namesWanted(base, specifier)]
    this.#wanted.set(id, [...new Set(names)])
  }

  // What failed exports nothing, and importing a name from it would tell of the name instead of the failure.
  #namesWanted(base: string, specifier: string): readonly string[] {
    const { host, sources } = this.#parts
    const importer = host.entry(base)
    const isModule = (sources.loader.has?.(importer) ?? false) && host.kindOf(importer) === 'module'
    return isModule ? namesImported(sources.code(importer, 'module').code, specifier) : []
  }
}

const namedImport = /\b(?:import|export)\b[^;'"{]*\{([^}]*)\}\s*from\s*['"]([^'"]+)['"]/g

function namesImported(code: string, specifier: string): readonly string[] {
  const lists = [...code.matchAll(namedImport)].flatMap(([, list = '', from]) => (from === specifier ? [list] : []))
  const names = lists.flatMap((list) => list.split(',')).map((name) => name.trim().split(/\s+as\s+/)[0] ?? '')
  return [...new Set(names)].filter((name) => name !== 'default' && /^[\w$]+$/.test(name))
}

function asFailure(error: unknown): ModuleFailure {
  if (error instanceof EngineError && error.code.startsWith('ERR_MODULE_')) return failureOf(error)
  throw error
}
