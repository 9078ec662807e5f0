import { namedIn } from './4-model/model-guests.js'
import { findExport, readTenonPackage } from './6-bundle/tenon-package.js'
import type { NativeDeclaration, NativeDeclarations } from './artifact/app-model.js'
import { builtInModules } from './artifact/built-in-modules.js'
import type { Documents } from './artifact/documents.js'
import { readDeclarations } from './evaluate/read-declarations.js'

/** What built-in natives say of their types: those that guests may be granted, and those that they name. Each is loaded for it. */
export async function declarationsFor({ manifest: { modules } }: Documents): Promise<NativeDeclarations> {
  if (!modules.some(({ kind }) => kind === 'guest')) return new Map()
  const { exports } = readTenonPackage()
  const declarations = new Map<string, NativeDeclaration>()
  const given = modules.flatMap(({ source, requires }) => [source.text, ...requires.map(({ text }) => `tenon:${text}`)])
  let wanted = [...new Set(given.filter(isNative).map((source) => source.slice('tenon:'.length)))]
  while (wanted.length > 0) {
    const read = await readDeclarations(wanted, (name) => findExport(exports, `tenon/module/${name}`))
    for (const [name, declaration] of read) declarations.set(name, declaration)
    const named = [...read.values()].flatMap(({ body }) => namedIn(body))
    wanted = [...new Set(named)].filter((name) => isNative(`tenon:${name}`) && !declarations.has(name))
  }
  return declarations
}

function isNative(source: string): boolean {
  const builtIn = builtInModules.get(source)
  return builtIn !== undefined && builtIn.kind !== 'provider'
}
