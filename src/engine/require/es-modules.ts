// In: what the VM's module loader asks. Out: names and sources of ES modules. Promised: the same resolver as for `require`, and
// one instance of whatever is no ES module, whichever way it was asked for.

import { folderOf, isAbsolutePath } from '../../resolve/paths.js'
import { nativePrefix, wrapEsModule, wrapExports } from './es-module-text.js'
import type { ExportedNames } from './protocol.js'
import type { RequireHost } from './require-host.js'
import type { Sources } from './sources.js'

/** The two callbacks of a VM's module loader. Both throw an `EngineError` to refuse. */
export interface EsModuleLoader {
  /** The name of the module that `specifier` means in the module or script called `base`. */
  normalize(base: string, specifier: string): string
  /** The source text of a module by the name that `normalize` gave it. */
  load(id: string): string
}

export interface EsModuleParts {
  readonly host: RequireHost
  readonly sources: Sources
  /** Evaluates what is no ES module in the guest, and tells what it exports. */
  readonly exportNames: (id: string) => ExportedNames
}

interface Import {
  readonly importer: string
  readonly specifier: string
}

export function createEsModuleLoader({ host, sources, exportNames }: EsModuleParts): EsModuleLoader {
  const importsOf = new Map<string, Import[]>()
  const exportsOf = (id: string): readonly string[] => exportNames(id) ?? namesWanted(importsOf.get(id) ?? [], sources)
  return {
    normalize: (base, specifier) => {
      // A module that asks for itself is the one that tells when it has run.
      if (base === specifier && isAbsolutePath(base)) return base
      const importer = host.entry(base)
      const { kind, id } = host.find(specifier, importer, 'import')
      const name = kind === 'native' ? nativePrefix + id : id
      if (kind !== 'module') importsOf.set(name, [...(importsOf.get(name) ?? []), { importer, specifier }])
      return name
    },
    load: (id) => {
      if (id.startsWith(nativePrefix) || host.kindOf(id) !== 'module') return wrapExports(id, exportsOf(id))
      return wrapEsModule(id, folderOf(id), sources.code(id, 'module').code)
    },
  }
}

// What failed exports nothing, and an import of a name from it would tell of the name instead of the failure.
function namesWanted(imports: readonly Import[], sources: Sources): readonly string[] {
  const names = imports.flatMap(({ importer, specifier }) => {
    const { code } = sources.code(importer, 'module')
    const lists = code.matchAll(/\b(?:import|export)\b[^;'"{]*\{([^}]*)\}\s*from\s*['"]([^'"]+)['"]/g)
    return [...lists].flatMap(([, list = '', from]) => (from === specifier ? list.split(',') : []))
  })
  const plain = names.map((name) => name.trim().split(/\s+as\s+/)[0] ?? '')
  return [...new Set(plain)].filter((name) => name !== 'default' && /^[\w$]+$/.test(name))
}
