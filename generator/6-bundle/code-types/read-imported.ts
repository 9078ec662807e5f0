import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** The files that some files of a project lead to by relative imports, and what each imports in its turn. */
export interface Imported {
  /** By absolute path. */
  readonly texts: ReadonlyMap<string, string>
  /** What a file leads to, itself included. */
  reach(file: string): ReadonlySet<string>
}

const relativeImport = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]*)\1/g

/**
 * Reads the entries and what they import, as TypeScript would find it: types as well as values, which a bundler does not
 * see. `generated` are files that are to be taken as they would be generated, whatever stands on disk.
 */
export async function readImported(
  entries: readonly string[],
  generated: ReadonlyMap<string, string>,
): Promise<Imported> {
  const texts = new Map<string, string>()
  const imports = new Map<string, readonly string[]>()
  const read = async (file: string): Promise<boolean> => {
    if (texts.has(file)) return true
    const text = generated.get(file) ?? (await readFile(file, 'utf8').catch(() => null))
    if (text === null) return false
    texts.set(file, text.replace(/^\uFEFF/, ''))
    const found: string[] = []
    for (const [, , specifier = ''] of text.matchAll(relativeImport)) {
      for (const candidate of candidates(resolve(dirname(file), specifier)))
        if (await read(candidate)) {
          found.push(candidate)
          break
        }
    }
    imports.set(file, found)
    return true
  }
  for (const entry of entries) await read(entry)
  return { texts, reach: (file) => reachIn(imports, file) }
}

function reachIn(imports: ReadonlyMap<string, readonly string[]>, file: string): ReadonlySet<string> {
  const reached = new Set([file])
  for (const next of reached) for (const imported of imports.get(next) ?? []) reached.add(imported)
  return reached
}

const ofSource: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.js$/, ['.ts', '.tsx', '.d.ts', '.js', '.jsx']],
  [/\.mjs$/, ['.mts', '.d.mts', '.mjs']],
  [/\.cjs$/, ['.cts', '.d.cts', '.cjs']],
  [/\.jsx$/, ['.tsx', '.d.ts', '.jsx']],
  [/\.(?:[cm]?tsx?|json)$/, []],
]

/** The files that an import may mean, in TypeScript's order. */
function candidates(path: string): readonly string[] {
  for (const [ending, endings] of ofSource)
    if (ending.test(path)) return endings.length === 0 ? [path] : endings.map((one) => path.replace(ending, one))
  const endings = ['.ts', '.tsx', '.d.ts', '.js', '.jsx']
  return [...endings.map((ending) => path + ending), ...endings.map((ending) => `${path}/index${ending}`)]
}
