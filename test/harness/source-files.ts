import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { init, parse } from 'es-module-lexer'
import { transform } from 'esbuild'

/** The repository's root, with a slash at its end. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url))

/** Every file below the given folders, as sorted paths from the root with forward slashes; folders that do not exist give none. */
export function listFiles(folders: readonly string[]): string[] {
  const found: string[] = []
  for (const folder of folders) collect(folder, found)
  return found.sort()
}

// What is installed, built or bundled.
const notOurs: readonly string[] = ['node_modules', 'dist', '.tenon']

function collect(folder: string, found: string[]): void {
  if (!existsSync(root + folder)) return
  for (const entry of readdirSync(root + folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      if (!notOurs.includes(entry.name)) collect(path, found)
    } else found.push(path)
  }
}

/** The text of a file named by its path from the root. */
export function readText(path: string): string {
  return readFileSync(root + path, 'utf8')
}

/** Whether a path from the root names a file or folder. */
export function isThere(path: string): boolean {
  return existsSync(root + path)
}

/** Each file with the specifiers it imports or re-exports, types included. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

/** The imports of every TypeScript file below the given folders. */
export async function readImports(folders: readonly string[]): Promise<ImportGraph> {
  await init
  // A declaration imports nothing: it is what stands in `declare module`.
  const files = listFiles(folders).filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  const pairs = files.map(async (path) => [path, await importsOf(readText(path))] as const)
  return new Map(await Promise.all(pairs))
}

/** The specifiers a TypeScript text imports: text inside strings and comments does not count, `import type` does. */
export async function importsOf(text: string): Promise<string[]> {
  await init
  // esbuild drops what is only a type, and a type import ties two layers just as well.
  const asValues = text.replace(/^(\s*import) type (?=[\w{*])/gm, '$1 ').replace(/^(\s*export) type (?=[{*])/gm, '$1 ')
  const { code } = await transform(asValues, {
    loader: 'ts',
    format: 'esm',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  })
  const [imports] = parse(code)
  const specifiers = imports.flatMap((found) => (found.n === undefined ? [] : [found.n]))
  // `import('./a.js').A` in the place of a type leaves no trace after the transform.
  const inTypes = [...text.matchAll(/\bimport\(\s*['"](\.{1,2}\/[^'"]+)['"]\s*\)/g)].map((match) => match[1] ?? '')
  return [...new Set([...specifiers, ...inTypes])].sort()
}

/** The source file a relative specifier means, as a path from the root. */
export function resolveImport(importer: string, specifier: string): string {
  return posix.join(posix.dirname(importer), specifier).replace(/\.js$/, '.ts')
}

/** Each cycle of relative imports once, as the path that leads back to its first file. */
export function findImportCycles(graph: ImportGraph): string[][] {
  const cycles: string[][] = []
  const done = new Set<string>()
  const trail: string[] = []
  const visit = (file: string): void => {
    const start = trail.indexOf(file)
    if (start >= 0) cycles.push([...trail.slice(start), file])
    if (start >= 0 || done.has(file)) return
    trail.push(file)
    for (const specifier of graph.get(file) ?? []) {
      if (specifier.startsWith('.')) visit(resolveImport(file, specifier))
    }
    trail.pop()
    done.add(file)
  }
  for (const file of graph.keys()) visit(file)
  return cycles
}
