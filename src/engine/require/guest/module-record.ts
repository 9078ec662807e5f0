import { nodeModulesAbove } from '../../../resolve/paths.js'

/** What a module sees as `module`. */
export interface ModuleRecord {
  exports: unknown
  readonly id: string
  readonly filename: string
  readonly path: string
  loaded: boolean
  readonly children: ModuleRecord[]
  readonly paths: readonly string[]
}

/** A module as it is before it runs. */
export function createRecord(filename: string, path: string, id = filename): ModuleRecord {
  return { exports: {}, id, filename, path, loaded: false, children: [], paths: nodeModulesAbove(path) }
}
