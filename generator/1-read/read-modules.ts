// Takes the sources that a manifest names; gives what stands behind each.
// Promises that nothing is run, and that what is wrong with a source is data for the check, not a failure here.
// Not its job: whether a module may stand where it stands, or fits its ports.

import type { ModuleReference, ModuleSource, ModuleSources } from '../artifact/source-set.js'
import { readFileModule } from './read-file-module.js'
import { readPackageModule } from './read-package-module.js'

/** Looks every source up, each once; `projectDir` is absolute. */
export async function readModules(references: readonly ModuleReference[], projectDir: string): Promise<ModuleSources> {
  const names = [...new Set(references.map(({ source }) => source))]
  const found = await Promise.all(names.map(async (name) => [name, await readModule(name, projectDir)] as const))
  return new Map(found)
}

async function readModule(source: string, projectDir: string): Promise<ModuleSource> {
  if (source.startsWith('tenon:')) return { kind: 'built-in' }
  const isPath = source.startsWith('./') || source.startsWith('../') || source.startsWith('/')
  return isPath ? readFileModule(source, projectDir) : readPackageModule(source, projectDir)
}
