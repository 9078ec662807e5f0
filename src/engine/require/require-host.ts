// In: what guest code asks when it requires. Out: JSON answers, failures among them, and compiled code. Promised: nothing is
// answered that the natives granted and the loader do not allow. Not its job: running what was compiled.

import { isAbsolutePath, joinPath } from '../../resolve/paths.js'
import type { FoundModule, ImportKind } from '../../resolve/resolution.js'
import { kindOfFile, resolve } from '../../resolve/resolve.js'
import { EngineError } from '../engine-error.js'
import { columnsBefore, wrapFunction } from './compiled-text.js'
import { brokenCode, failureOf, loadError, resolutionError, wordsOf } from './module-errors.js'
import type { NativeSources } from './native-table.js'
import {
  fileParameters,
  type LoadAnswer,
  type ModuleFailure,
  type NativeAnswer,
  nativeParameters,
  nativePrefix,
  type ResolveAnswer,
} from './protocol.js'
import type { RequireSettings } from './require-settings.js'
import type { Sources } from './sources.js'

export interface RequireHostParts {
  readonly settings: RequireSettings
  readonly sources: Sources
  readonly natives: NativeSources
  /** Runs a script in the VM under that name, also while the guest waits for the host; throws what it throws. */
  readonly evaluate: (source: string, file: string) => void
  /** Told of modules that require each other in a circle: the path of each, the first once more at the end. */
  readonly onCycle: (chain: readonly string[]) => void
}

/** What the guest's `require` has of the host: one for each owned runtime. */
export class RequireHost {
  readonly #parts: RequireHostParts
  readonly #entries = new Map<string, string>()

  constructor(parts: RequireHostParts) {
    this.#parts = parts
  }

  /** What a script or a bundle is known as when it asks for modules: its real path, or the one that it would have. */
  entry(file: string): string {
    const known = this.#entries.get(file)
    if (known !== undefined) return known
    const { settings, sources } = this.#parts
    const path = joinPath(isAbsolutePath(file) ? '' : (settings.root ?? '/'), file)
    const isThere = sources.loader.has?.(path) ?? false
    const entry = isThere ? (sources.loader.realPath?.(path) ?? path) : path
    this.#entries.set(file, entry)
    return entry
  }

  /** Finds a module for another. Throws an `EngineError` that says why there is none. */
  find(specifier: string, importer: string, kind: ImportKind): FoundModule {
    const { settings, sources, natives } = this.#parts
    const { root = '/', conditions } = settings
    const globalFolders = settings.globalFolders?.map((folder) => joinPath(root, folder))
    const options = { loader: sources.loader, natives: natives.names(), kind, globalFolders, conditions }
    const resolution = guarded(specifier, importer, () => resolve(specifier, importer, options))
    if (resolution.kind === 'denied' || resolution.kind === 'missing') throw resolutionError(resolution, importer)
    return resolution
  }

  kindOf(id: string): 'file' | 'json' | 'module' {
    return guarded(id, id, () => kindOfFile(id, this.#parts.sources.loader))
  }

  resolve(specifier: string, importer: string): ResolveAnswer {
    return answered(() => {
      const { kind, id } = this.find(specifier, importer, 'require')
      return { kind, id }
    })
  }

  load(id: string): LoadAnswer {
    const { sources } = this.#parts
    return answered((): LoadAnswer => {
      const kind = this.kindOf(id)
      if (kind === 'module') throw loadError(id, 'it is an ES module: import it')
      if (kind === 'json') return { kind, text: sources.text(id) }
      this.compile(sources.code(id, 'commonjs').code, id)
      return { kind: 'compiled' }
    })
  }

  native(id: string): NativeAnswer {
    return answered((): NativeAnswer => {
      const source = this.#parts.natives.describe(id)
      if (source === undefined) throw loadError(id, 'there is no such native')
      const { guestCode, uses } = source
      if (guestCode === null) return { kind: 'functions' }
      this.compile(guestCode, nativePrefix + id, nativeParameters)
      return { kind: 'compiled', uses }
    })
  }

  cycle(chain: readonly string[]): void {
    this.#parts.onCycle(chain)
  }

  /** Hands code over to the guest as a function, for what it asks next. Throws `ERR_MODULE_LOAD` where it is broken. */
  compile(code: string, file: string, parameters: readonly string[] = fileParameters): void {
    try {
      this.#parts.evaluate(wrapFunction(code, parameters), file)
    } catch (error) {
      throw brokenCode(file, code, columnsBefore(parameters), error)
    }
  }
}

function guarded<T>(specifier: string, importer: string, look: () => T): T {
  try {
    return look()
  } catch (cause) {
    const message = `Looking for "${specifier}" from ${importer} failed: ${wordsOf(cause)}`
    throw new EngineError('ERR_MODULE_LOAD', message, { file: specifier, importer, line: null, column: null, cause })
  }
}

function answered<Answer>(work: () => Answer): Answer | ModuleFailure {
  try {
    return work()
  } catch (error) {
    if (error instanceof EngineError && error.code.startsWith('ERR_MODULE_')) return failureOf(error)
    throw error
  }
}
