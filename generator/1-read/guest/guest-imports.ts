import type { Message, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild'
import { nodeTwins } from '../../artifact/built-in-modules.js'

/** The name of the text that a guest's bundle begins with; no file is called so. */
export const entryName = 'tenon:guest'

/** What a message of the plugin says: that a file imports another, or a name that stays outside of the bundle. */
export type ImportNote =
  | { readonly kind: 'file'; readonly to: string }
  | { readonly kind: 'outside'; readonly specifier: string }

/** What a message of the plugin says; null for one of esbuild's own. */
export function noteOf({ detail }: Pick<Message, 'detail'>): ImportNote | null {
  const isNote = typeof detail === 'object' && detail !== null && 'kind' in detail
  return isNote ? (detail as ImportNote) : null
}

/**
 * Leaves natives, and names behind which there is nothing, outside of the bundle. Each import is noted as a warning, because
 * of messages alone esbuild knows the place in the source.
 */
export function natives({ names }: { readonly names: ReadonlySet<string> }): Plugin {
  return {
    name: 'natives-of-guests',
    setup(build) {
      build.onResolve({ filter: /./ }, (wanted) => {
        if (wanted.pluginData === natives || wanted.kind === 'entry-point') return undefined
        const isEntry = wanted.importer.endsWith(entryName)
        const name = withoutTwin(wanted.path)
        if (!isEntry && names.has(name)) return outside(name, wanted.path)
        return lookUp(wanted, isEntry, build)
      })
    },
  }
}

async function lookUp(
  wanted: OnResolveArgs,
  isEntry: boolean,
  build: PluginBuild,
): Promise<OnResolveResult | undefined> {
  const { path, kind, importer, namespace, resolveDir } = wanted
  const found = await build.resolve(path, { kind, importer, namespace, resolveDir, pluginData: natives })
  const isFile = isEntry || /^\.{0,2}\//.test(path)
  // A file that is not there is esbuild's to tell; a name that leads nowhere is told with what the manifest knows.
  if (found.errors.length > 0) return isFile ? undefined : outside(path)
  if (found.external) return outside(path)
  const { suffix, sideEffects, pluginData } = found
  const note: ImportNote = { kind: 'file', to: found.path }
  const warnings = [{ text: 'imports', detail: note }]
  return { path: found.path, namespace: found.namespace, suffix, sideEffects, pluginData, warnings }
}

/** What Node calls `node:path` guests may call so too; the code asks for `path`. */
function withoutTwin(specifier: string): string {
  const bare = specifier.replace(/^node:/, '')
  return nodeTwins.has(bare) ? bare : specifier
}

function outside(name: string, specifier = name): OnResolveResult {
  const note: ImportNote = { kind: 'outside', specifier }
  return { path: name, external: true, warnings: [{ text: 'is outside', detail: note }] }
}
