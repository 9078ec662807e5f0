import { baseName, folderOf, joinPath } from '../../resolve/paths.js'
import { EngineError } from '../engine-error.js'

/** Which folders around a script hold modules. */
export interface ModuleRootsOptions {
  /** Default: yes. */
  readonly scriptDir?: boolean | undefined
  /** The folder that the script's folder lies in. Default: yes. */
  readonly parentDir?: boolean | undefined
  /** The `node_modules` of those folders that are included. Default: yes. */
  readonly nodeModules?: boolean | undefined
  /** Further folders; those that are relative are seen from the folder of the script. */
  readonly extra?: readonly string[] | undefined
  /** What a relative script path is seen from. Default: the root. */
  readonly root?: string | undefined
}

/**
 * The folders that modules of a script are looked for in, for `globalFolders`: its own, the one above, their `node_modules`, the
 * extra ones, each once. Throws `ERR_SPEC_INVALID` for a path that is blank or none.
 */
export function moduleRoots(script: string, options: ModuleRootsOptions = {}): readonly string[] {
  const { scriptDir = true, parentDir = true, nodeModules = true, extra = [], root = '/' } = options
  const own = folderOf(joinPath(root, readPath(script, 'the script')))
  const folders = [...(scriptDir ? [own] : []), ...(parentDir ? [folderOf(own)] : [])]
  const packages = nodeModules ? folders.filter((at) => baseName(at) !== 'node_modules') : []
  const added = extra.map((path, index) => joinPath(own, readPath(path, `the extra folder at position ${index}`)))
  return [...new Set([...folders, ...packages.map((at) => joinPath(at, 'node_modules')), ...added])]
}

function readPath(path: unknown, what: string): string {
  const trimmed = typeof path === 'string' ? path.trim() : ''
  if (trimmed !== '') return trimmed
  const found = typeof path === 'string' ? 'blank' : `no path (${path === null ? 'null' : typeof path})`
  throw new EngineError('ERR_SPEC_INVALID', `Module roots cannot be told: ${what} is ${found}.`, { path })
}
