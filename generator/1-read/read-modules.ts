// Takes the sources that a manifest names; gives what stands behind each.
// Promises that nothing is run, and that what is wrong with a source is data for the check, not a failure here.
// Not its job: whether a module may stand where it stands, or fits its ports.

import { isBuiltin } from 'node:module'
import type { ModuleReference, ModuleSource, ModuleSources } from '../artifact/source-set.js'
import { unreadable } from './explain-build.js'
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
  if (/^\.{0,2}(\/|$)/.test(source)) return readFileModule(source, projectDir)
  if (/^[a-z][a-z0-9+.-]*:/i.test(source)) return unreadable('it is an address, and a source is a path or a package')
  if (isBuiltin(source)) return unreadable('it is a part of Node itself, and has no default export for Tenon')
  return readPackageModule(source, projectDir)
}
