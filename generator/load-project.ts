// Holds the order of the phases that prove a project on disk, and nothing else.
import { posix, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { ProjectRequest } from './1-read/find-project.js'
import { listInstalled } from './1-read/list-installed.js'
import { prepareReading, readModules } from './1-read/read-modules.js'
import { type Project, readProject, relativePath } from './1-read/read-project.js'
import { findIncludes } from './2-parse/find-includes.js'
import { findSpecPath } from './2-parse/find-spec-path.js'
import { parse } from './2-parse/parse.js'
import { readTenonPackage } from './6-bundle/tenon-package.js'
import type { Documents, ManifestSyntax } from './artifact/documents.js'
import { nowhere } from './artifact/node.js'
import { requireNamesOf } from './artifact/require-names.js'
import type { ModuleReference, ModuleSources, SourceFile } from './artifact/source-set.js'
import { type Basis, basisOf } from './basis.js'
import type { CompileOptions } from './compile.js'
import { filesOf } from './define.js'
import type { Diagnostic } from './diagnostic/diagnostic.js'
import { sourceTexts } from './diagnostic/source-texts.js'
import { hashInput } from './hash-input.js'
import { type Proven, prove } from './prove.js'
import { mentionsSuppression } from './suppress/mentions-suppression.js'
import type { suppress } from './suppress/suppress.js'

/** What was found, and what it points into. */
export interface Findings {
  readonly ok: boolean
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: readonly SourceFile[]
  /** The folder that the names of files are relative to, absolute; null where the project could not be read. */
  readonly dir: string | null
  /** What it follows from; absent where that is not known. */
  readonly basis?: Basis
}

/** A project that compiles, as far as that is known without emitting it. */
export interface ProvenProject extends Proven {
  /** Absolute. */
  readonly dir: string
  /** The root file of the spec, then those that it includes, in order. */
  readonly specFiles: readonly string[]
  readonly manifestFile: string
  /** With its places. */
  readonly manifest: ManifestSyntax
  /** As the manifest names them. */
  readonly presets: readonly string[]
  /** Relative to the project, forward slashes: `generated/helpdesk`. */
  readonly generatedDir: string
  readonly lockfile: SourceFile | null
}

export const lockName = 'tenon.lock'

/** A project that is right, and what else modelling it takes. */
export interface LoadedProject {
  readonly project: ProvenProject
  readonly documents: Documents
  readonly options: Omit<CompileOptions, 'declarations'>
}

/** Reads and proves a project. The spec is checked while the code of modules is being read. */
export async function loadProject(
  request: ProjectRequest,
  phase: (name: string) => Promise<void>,
): Promise<Findings & { readonly loaded: LoadedProject | null }> {
  await phase('read')
  const read = await readProject(request, { findSpecPath: lookAhead, findIncludes })
  if (!read.ok) return { ...read, texts: [], dir: null, loaded: null }
  const { dir, sources } = read.value
  const own = [...filesOf(sources), ...(sources.lockfile === null ? [] : [sources.lockfile])]
  await phase('parse')
  const parsed = parse(sources)
  if (!parsed.ok)
    return { ok: false, diagnostics: [...read.diagnostics, ...parsed.diagnostics], texts: own, dir, loaded: null }
  const documents = withManifest(parsed.value)
  await phase('compile')
  const reading = readModules(referencesOf(documents), { projectDir: dir, natives: requireNamesOf(documents.manifest) })
  // What reads code has its work before the spec is checked, which keeps everything else waiting.
  await setImmediate()
  const proveComposition = prove(documents)
  const modules = await reading
  const first = proveComposition(modules)
  const lacks = first.diagnostics.some(({ code }) => code === 'port_unbound_error')
  // What is installed is looked at where a module is missing, and nowhere else.
  const proven = lacks ? proveComposition(modules, await listInstalled(dir)) : first
  const texts = [...own, ...textsOfGuests(modules)]
  const all = [...read.diagnostics, ...parsed.diagnostics, ...proven.diagnostics]
  // Every warning comes from these phases: those behind them find errors alone.
  const diagnostics = await withoutSuppressed(all, texts, proven.ok ? 'all' : 'some')
  const isFine = !diagnostics.some(({ severity }) => severity === 'error')
  if (!proven.ok || !isFine) return { ok: false, diagnostics, texts, dir, loaded: null }
  const project = { ...proven.value, ...describeSources(documents), dir, lockfile: sources.lockfile }
  const loaded = { project, documents, options: optionsFor(read.value, texts, project.generatedDir) }
  return { ok: true, diagnostics, texts, dir, loaded, basis: basisOf({ dir, lockName }, sources, modules) }
}

/** Few projects suppress anything, and what reads comments in code takes a while to load. */
async function withoutSuppressed(...[all, texts, found]: Parameters<typeof suppress>): Promise<readonly Diagnostic[]> {
  if (!texts.some(mentionsSuppression)) return all
  const { suppress } = await import('./suppress/suppress.js')
  return suppress(all, texts, found)
}

/** What reads code is started as soon as the manifest is there, because that takes a while. */
function lookAhead(manifest: SourceFile): string | null {
  void prepareReading(manifest.text)
  return findSpecPath(manifest)
}

function referencesOf({ manifest }: Documents): readonly ModuleReference[] {
  return manifest.modules.map(({ source, kind }) => ({ source: source.text, isGuest: kind === 'guest', at: source.at }))
}

function describeSources({ manifest, spec }: Documents) {
  return {
    specFiles: spec.files,
    manifestFile: manifest.at.file,
    manifest,
    presets: manifest.presets.map(({ text }) => text),
    generatedDir: posix.join(manifest.out?.text ?? 'generated', spec.app.id.text),
  }
}

/** On disk, a project without a manifest composes no modules: what the app needs is then missing, and is reported. */
function withManifest(documents: Documents): Documents {
  if (documents.manifest.given) return documents
  return { ...documents, manifest: { ...documents.manifest, at: nowhere('modules.yaml'), given: true } }
}

/** The code of guests, which diagnostics point into. */
function textsOfGuests(modules: ModuleSources): readonly SourceFile[] {
  const texts = [...modules.values()].flatMap((found) => (found.kind === 'found' ? (found.guest?.texts ?? []) : []))
  return [...new Map(texts.map((file) => [file.path, file])).values()]
}

function optionsFor(
  { dir, sources }: Project,
  texts: readonly SourceFile[],
  generatedDir: string,
): LoadedProject['options'] {
  const lines = sourceTexts(texts)
  return {
    compilerVersion: readTenonPackage().version,
    ...hashInput(sources),
    generatedDir,
    projectFromGenerated: relativePath(resolve(dir, generatedDir), dir),
    locate: ({ file, start }) => `${file}:${lines.linesOf(file)?.position(start).line ?? 1}`,
  }
}
