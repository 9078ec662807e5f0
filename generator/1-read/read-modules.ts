// Takes the sources that a manifest names; gives what stands behind each.
// Promises that nothing is run, and that what is wrong with a source is data for the check, not a failure here.
// Not its job: whether a module may stand where it stands, or fits its ports.

import { isBuiltin } from 'node:module'
import type { ModuleReference, ModuleSource, ModuleSources } from '../artifact/source-set.js'
import { unreadable } from './explain-build.js'
import type { GuestRequest } from './guest/read-guest.js'
import { loadEsbuild } from './load-esbuild.js'
import { findFileModule, readFileModule } from './read-file-module.js'
import { readPackageModule } from './read-package-module.js'

/** Starts what reads code, so that it is there when the manifest has been parsed. Its text is only looked at for a few words. */
export async function prepareReading(manifest: string): Promise<void> {
  if (!/\bsource:\s*["']?\.{1,2}\//.test(manifest)) return
  try {
    await Promise.all([loadEsbuild().transform(''), /\bkind:\s*["']?guest\b/.test(manifest) && importGuestReader()])
  } catch {
    // It is told when a module is read.
  }
}

// Most projects have no guests.
function importGuestReader(): Promise<typeof import('./guest/read-guest.js')> {
  return import('./guest/read-guest.js')
}

/** Looks every source up, each once; `projectDir` is absolute, `natives` are the names that the manifest gives to guests. */
export async function readModules(
  references: readonly ModuleReference[],
  { projectDir, natives }: { readonly projectDir: string; readonly natives: ReadonlySet<string> },
): Promise<ModuleSources> {
  const sources = [...new Set(references.map(({ source }) => source))]
  const found = sources.map(async (source) => {
    const kinds = references.filter((reference) => reference.source === source).map(({ isGuest }) => isGuest)
    return [source, await readSource(source, kinds, { source, projectDir, names: natives })] as const
  })
  return new Map(await Promise.all(found))
}

/** One file may be a guest and, in another module, a provider. */
async function readSource(source: string, kinds: readonly boolean[], request: GuestRequest): Promise<ModuleSource> {
  const isGuestOnly = !kinds.includes(false)
  const found = await readModule(source, request.projectDir, isGuestOnly)
  if (found.kind !== 'found' || !kinds.includes(true)) return found
  const { readGuest } = await importGuestReader()
  const guest = await readGuest(request)
  if ('kind' in guest) return guest
  const reads = [...(found.reads ?? []), ...(guest.reads ?? [])]
  return { ...found, reads, integrity: isGuestOnly ? guest.integrity : found.integrity, guest }
}

async function readModule(source: string, projectDir: string, isGuestOnly: boolean): Promise<ModuleSource> {
  if (source.startsWith('tenon:')) return { kind: 'built-in' }
  if (source.startsWith('/')) return unreadable('it is a path of this machine alone: write one that begins with "./"')
  if (/^\.{0,2}(\/|$)/.test(source)) return (isGuestOnly ? findFileModule : readFileModule)(source, projectDir)
  if (/^[a-z][a-z0-9+.-]*:/i.test(source)) return unreadable('it is an address, and a source is a path or a package')
  if (isBuiltin(source)) return unreadable('it is a part of Node itself, and has no default export for Tenon')
  return readPackageModule(source, projectDir)
}
