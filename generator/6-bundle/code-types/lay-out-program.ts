import { basename, join, relative } from 'node:path'
import { type Assertions, assertModules } from './assertions.js'
import type { CodeModule, CodeProgram } from './code-module.js'
import type { CodeTypesRequest } from './code-types-request.js'
import { type HeldText, holdExport, isJavascript } from './hold-export.js'
import { layOut, type Overlay, overlayAt } from './lay-out-code.js'
import { type Imported, readImported } from './read-imported.js'

/** A program as it was laid out, for findings to be led back to what they speak of. Paths are absolute. */
export interface LaidOutProgram {
  readonly program: CodeProgram
  readonly projectDir: string
  /** Nothing in it is the author's. */
  readonly generatedDir: string
  readonly overlay: Overlay
  readonly imported: Imported
  /** The entries whose exports are held against their types where they stand. */
  readonly held: ReadonlyMap<string, HeldText>
  readonly assertions: Assertions
  readonly assertionsFile: string
  /** What TypeScript is asked about. */
  readonly roots: readonly string[]
  /** Whether a file is one that the project has. */
  isOnDisk(path: string): boolean
}

/** Puts into a folder what TypeScript is to read instead of what stands on disk. */
export async function layOutProgram(
  folder: string,
  program: CodeProgram,
  request: CodeTypesRequest,
): Promise<LaidOutProgram> {
  const { projectDir } = request
  const generatedDir = join(projectDir, request.generatedDir)
  const entries = program.modules.flatMap(({ file }) => file ?? [])
  const imported = await readGenerated(entries, generatedDir, request)
  const held = holdModules(program.modules, imported)
  const assertions = assertModules(program.modules.map((module) => assertedAs(module, held, projectDir)))
  const assertionsFile = join(projectDir, `modules${copyEnding}.ts`)
  const overlay = overlayAt(folder, projectDir)
  const texts = new Map([
    ...imported.texts,
    ...entries.map((path) => [copyOf(path), imported.texts.get(path) ?? ''] as const),
    ...[...held].map(([path, { text }]) => [path, text.text] as const),
    ...program.declarations,
    [assertionsFile, assertions.text],
  ])
  await layOut(overlay, projectDir, texts)
  return {
    ...{ program, projectDir, generatedDir, overlay, imported, assertions, assertionsFile },
    held: new Map([...held].map(([path, { text }]) => [path, text])),
    roots: [...program.declarations.keys(), assertionsFile, ...entries],
    isOnDisk: (path) => !path.includes(copyEnding) && relative(generatedDir, path).startsWith('..'),
  }
}

// A copy tells what an entry says of itself: as it is held, it says what it has to be.
const copyEnding = '.tenon-written'

function copyOf(path: string): string {
  return path.replace(/(\.[^./\\]+)$/, `${copyEnding}$1`)
}

/** Files of the project, and what would be generated instead of what was. */
function readGenerated(
  entries: readonly string[],
  generatedDir: string,
  { emitted }: CodeTypesRequest,
): Promise<Imported> {
  const generated = new Map(emitted.files.map(({ path, text }) => [join(generatedDir, path), text]))
  return readImported([...entries, join(generatedDir, 'contracts.ts')], generated)
}

interface HeldModule {
  readonly module: CodeModule
  readonly text: HeldText
}

/** By path. Two modules may be one file; it is held once, for the first. */
function holdModules(modules: readonly CodeModule[], { texts }: Imported): ReadonlyMap<string, HeldModule> {
  const byFile = new Map<string, HeldModule>()
  for (const module of modules) {
    const { file, typeArguments } = module
    const written = file === null ? undefined : texts.get(file)
    if (file === null || written === undefined || byFile.has(file)) continue
    const contract = module.contractOf(`(typeof import(${JSON.stringify(`./${basename(copyOf(file))}`)}))['default']`)
    const text = holdExport(written, { contract, typeArguments, isTyped: !isJavascript(file) })
    if (text !== null) byFile.set(file, { module, text })
  }
  return byFile
}

function assertedAs(module: CodeModule, held: ReadonlyMap<string, HeldModule>, projectDir: string) {
  const { file, specifier } = module
  const written = file === null ? specifier : `./${relative(projectDir, copyOf(file)).replaceAll('\\', '/')}`
  return { module, written, holdsExport: file === null || held.get(file)?.module !== module }
}
