// Holds the order of all phases over a project on disk, and nothing else.
import { join, posix, resolve } from 'node:path'
import type { ProjectRequest } from './1-read/find-project.js'
import { readModules } from './1-read/read-modules.js'
import { type Project, readProject, relativePath } from './1-read/read-project.js'
import { findIncludes } from './2-parse/find-includes.js'
import { findSpecPath } from './2-parse/find-spec-path.js'
import { parse } from './2-parse/parse.js'
import { emitTypesOfGuest } from './5-emit/typescript/emit-guest-types.js'
import { checkLockfile, type LockCheck, type LockMode } from './6-bundle/check-lockfile.js'
import { type CheckedTypes, checkCodeTypes } from './6-bundle/code-types/check-code-types.js'
import { type Drift, findDrift, findEdited } from './6-bundle/find-drift.js'
import { lendPackages } from './6-bundle/lend-packages.js'
import { makeLockfile } from './6-bundle/make-lockfile.js'
import { type PlannedBundle, planBundle } from './6-bundle/plan-bundle.js'
import { type FilePlan, planFiles, planTexts } from './6-bundle/plan-files.js'
import { scenariosEntry, withScenariosEntry } from './6-bundle/scenarios-entry.js'
import { scriptsEntry, withScriptsEntry } from './6-bundle/scripts-entry.js'
import { findExport, readTenonPackage } from './6-bundle/tenon-package.js'
import { writeFiles } from './6-bundle/write-files.js'
import type { NativeDeclarations } from './artifact/app-model.js'
import { builtInModules } from './artifact/built-in-modules.js'
import type { Documents, ManifestSyntax } from './artifact/documents.js'
import { nowhere } from './artifact/node.js'
import { requireNamesOf } from './artifact/require-names.js'
import type { ModuleSources, SourceFile } from './artifact/source-set.js'
import { type Compiled, compile } from './compile.js'
import { filesOf } from './define.js'
import type { Diagnostic } from './diagnostic/diagnostic.js'
import { sourceTexts } from './diagnostic/source-texts.js'
import { readDeclarations } from './evaluate/read-declarations.js'
import { hashInput } from './hash-input.js'
import { suppress } from './suppress/suppress.js'

/** What to build, and how strictly. */
export interface BuildRequest {
  readonly project: ProjectRequest
  /** Null: the lockfile is not looked at. */
  readonly lock: LockMode | null
  /** Ids of guests that may ask for more than the lockfile allows them, unless it is frozen. */
  readonly allowedPolicies?: readonly string[]
  /** Files that were edited by hand are overwritten. */
  readonly overwrites: boolean
  /** Whether the code of modules is type-checked. */
  readonly checksTypes?: boolean
  /** Told the name of each phase as it begins. */
  phase(name: string): Promise<void>
}

/** What was found, and what it points into. */
export interface Findings {
  readonly ok: boolean
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: readonly SourceFile[]
  /** The folder that the names of files are relative to, absolute; null where the project could not be read. */
  readonly dir: string | null
}

/** A project that compiles. */
export interface BuiltProject extends Compiled {
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

/** What came of a build; a member is null where it did not come to it. */
export interface BuildResult extends Findings {
  readonly project: BuiltProject | null
  /** The generated files. */
  readonly files: FilePlan | null
  readonly lock: LockCheck | null
  readonly bundle: (PlannedBundle & { readonly ok: true }) | null
}

const lockName = 'tenon.lock'

/** Proves a project. Writes nothing; under `lock: 'frozen'` the lockfile must be right too. */
export async function checkProject(request: BuildRequest): Promise<BuildResult> {
  const { project, ...found } = await compileProject(request)
  if (project === null) return { ...nothing, ...found }
  const lock = lockOf(project, request)
  const types = await typesOf(project, request)
  return { ...nothing, project, lock, ...gather(found, lock, types) }
}

/** Holds the generated files against what would be generated. Writes nothing. */
export async function compareProject(request: BuildRequest): Promise<BuildResult> {
  const { project, ...found } = await compileProject(request)
  if (project === null) return { ...nothing, ...found }
  await request.phase('compare')
  const files = await planFiles(resolve(project.dir, project.generatedDir), project.files)
  return { ...nothing, project, files, ...gather(found, findDrift(files, project.generatedDir)) }
}

/** Writes the generated files, all or none. */
export async function generateProject(request: BuildRequest): Promise<BuildResult> {
  const { project, ...found } = await compileProject(request)
  if (project === null) return { ...nothing, ...found }
  await request.phase('write')
  const files = await planFiles(resolve(project.dir, project.generatedDir), project.files)
  const findings = gather(found, editedIn(files, project, request))
  if (findings.ok) await writeFiles(files)
  return { ...nothing, project, files, ...findings }
}

/** Writes the generated files, the lockfile and the bundle. Nothing is written before it is known that everything can be. */
export async function buildProject(request: BuildRequest): Promise<BuildResult> {
  const { project, ...found } = await compileProject(request)
  if (project === null) return { ...nothing, ...found }
  const lock = lockOf(project, request)
  const files = await planFiles(resolve(project.dir, project.generatedDir), project.files)
  const types = await typesOf(project, request)
  const before = gather(found, lock, types, editedIn(files, project, request))
  if (!before.ok) return { ...nothing, project, files, lock, ...before }
  await request.phase('bundle')
  const bundle = await planBundle(bundleRequest(project))
  if (!bundle.ok) return { ...nothing, project, files, lock, ...gather(before, bundle) }
  await request.phase('write')
  await writeFiles(files)
  await writeFiles(bundle.plan)
  if (types.record !== null) await writeFiles(types.record)
  if (lock.text !== null) await writeFiles(await planTexts(project.dir, [{ path: lockName, text: lock.text }]))
  return { project, files, lock, bundle, ...before }
}

/** Bundles a project so that it can be loaded in place, whatever the generated files and the lockfile say. */
export async function bundleProject(request: BuildRequest): Promise<BuildResult> {
  const { project, ...found } = await compileProject(request)
  if (project === null) return { ...nothing, ...found }
  await request.phase('bundle')
  const bundle = await planBundle(bundleRequest(project))
  if (!bundle.ok) return { ...nothing, project, ...gather(found, bundle) }
  await writeFiles(bundle.plan)
  await lendPackages(bundle.file)
  return { ...nothing, project, bundle, ...found }
}

/** The same with the scenarios of the project and what runs them; there is no bundle where it has no scenario. */
export async function bundleScenarios(request: BuildRequest): Promise<BuildResult> {
  const { project, ...found } = await compileProject(request)
  if (project === null || project.model.suite.scenarios.length === 0) return { ...nothing, project, ...found }
  await request.phase('bundle')
  const { appId, emitted, ...rest } = bundleRequest(project)
  const tests = { appId: `${appId}.scenarios`, emitted: withScenariosEntry(emitted), entry: scenariosEntry }
  const bundle = await planBundle({ ...rest, ...tests })
  if (!bundle.ok) return { ...nothing, project, ...gather(found, bundle) }
  await writeFiles(bundle.plan)
  await lendPackages(bundle.file)
  return { ...nothing, project, bundle, ...found }
}

/** Bundles the app with what runs scripts in its owned runtimes. Nothing but the bundle is written. */
export async function bundleScripts(request: BuildRequest): Promise<BuildResult> {
  const { project, ...found } = await compileProject(request)
  if (project === null) return { ...nothing, project, ...found }
  await request.phase('bundle')
  const { appId, emitted, ...rest } = bundleRequest(project)
  const scripts = {
    appId: `${appId}.scripts`,
    emitted: withScriptsEntry(emitted, project.presets),
    entry: scriptsEntry,
  }
  const bundle = await planBundle({ ...rest, ...scripts })
  if (!bundle.ok) return { ...nothing, project, ...gather(found, bundle) }
  await writeFiles(bundle.plan)
  await lendPackages(bundle.file)
  return { ...nothing, project, bundle, ...found }
}

const nothing = { project: null, files: null, lock: null, bundle: null }

async function compileProject({
  project: request,
  phase,
}: BuildRequest): Promise<Findings & { readonly project: BuiltProject | null }> {
  await phase('read')
  const read = await readProject(request, { findSpecPath, findIncludes })
  if (!read.ok) return { ...read, texts: [], dir: null, project: null }
  const { dir, sources } = read.value
  const own = [...filesOf(sources), ...(sources.lockfile === null ? [] : [sources.lockfile])]
  await phase('parse')
  const parsed = parse(sources)
  if (!parsed.ok)
    return { ok: false, diagnostics: [...read.diagnostics, ...parsed.diagnostics], texts: own, dir, project: null }
  const documents = withManifest(parsed.value)
  await phase('compile')
  const modules = await readModules(
    documents.manifest.modules.map(({ source, kind }) => ({
      source: source.text,
      isGuest: kind === 'guest',
      at: source.at,
    })),
    { projectDir: dir, natives: requireNamesOf(documents.manifest) },
  )
  const texts = [...own, ...textsOfGuests(modules)]
  const declarations = await declarationsFor(documents)
  const generatedDir = generatedDirOf(documents)
  const projectFromGenerated = relativePath(resolve(dir, generatedDir), dir)
  const options = { ...optionsFor(read.value, texts), generatedDir, projectFromGenerated, declarations }
  const compiled = compile(documents, modules, options)
  const all = [...read.diagnostics, ...parsed.diagnostics, ...compiled.diagnostics]
  // Every warning comes from these phases: those behind them find errors alone.
  const diagnostics = suppress(all, texts, compiled.ok ? 'all' : 'some')
  const isFine = !diagnostics.some(({ severity }) => severity === 'error')
  if (!compiled.ok || !isFine) return { ok: false, diagnostics, texts, dir, project: null }
  const { manifest, spec } = documents
  const files = { specFiles: spec.files, manifestFile: manifest.at.file, manifest }
  const presets = manifest.presets.map(({ text }) => text)
  const project = { ...compiled.value, ...files, presets, dir, generatedDir, lockfile: sources.lockfile }
  return { ok: true, diagnostics, texts, dir, project }
}

/** On disk, a project without a manifest composes no modules: what the app needs is then missing, and is reported. */
function withManifest(documents: Documents): Documents {
  if (documents.manifest.given) return documents
  return { ...documents, manifest: { ...documents.manifest, at: nowhere('modules.yaml'), given: true } }
}

/** What built-in natives say of their types is asked for by guests alone. */
async function declarationsFor({ manifest }: Documents): Promise<NativeDeclarations> {
  if (!manifest.modules.some(({ kind }) => kind === 'guest')) return new Map()
  const { exports } = readTenonPackage()
  const names = [...builtInModules].flatMap(([source, { kind }]) =>
    kind === 'provider' ? [] : [source.slice('tenon:'.length)],
  )
  return readDeclarations(names, (name) => findExport(exports, `tenon/module/${name}`))
}

/** The code of guests, which diagnostics point into. */
function textsOfGuests(modules: ModuleSources): readonly SourceFile[] {
  const texts = [...modules.values()].flatMap((found) => (found.kind === 'found' ? (found.guest?.texts ?? []) : []))
  return [...new Map(texts.map((file) => [file.path, file])).values()]
}

function generatedDirOf({ manifest, spec }: Documents): string {
  return posix.join(manifest.out?.text ?? 'generated', spec.app.id.text)
}

function optionsFor({ sources }: Project, texts: readonly SourceFile[]) {
  const lines = sourceTexts(texts)
  return {
    compilerVersion: readTenonPackage().version,
    ...hashInput(sources),
    locate: ({ file, start }: Diagnostic['at']) => `${file}:${lines.linesOf(file)?.position(start).line ?? 1}`,
  }
}

function bundleRequest(project: BuiltProject): Parameters<typeof planBundle>[0] {
  return {
    appId: project.model.app.id,
    projectDir: project.dir,
    generatedDir: join(project.dir, project.generatedDir),
    manifestFile: project.manifestFile,
    emitted: project.files,
    target: project.composition.target,
    tenon: readTenonPackage(),
  }
}

function lockOf(project: BuiltProject, { lock: mode, allowedPolicies: allowed = [] }: BuildRequest): LockCheck {
  const { deployment } = project.model.composition
  if (mode === null || deployment === null) return { diagnostics: [], text: null, changes: [] }
  const wanted = makeLockfile(project.model, project.composition, deployment.hostApiVersion)
  return checkLockfile(project.lockfile, wanted, { mode, allowed, file: lockName })
}

async function typesOf(project: BuiltProject, { checksTypes, phase }: BuildRequest): Promise<CheckedTypes> {
  const { model, composition, files } = project
  const isOwn = composition.modules.some(({ resolved }) => resolved.kind === 'found')
  if (checksTypes !== true || !isOwn) return { diagnostics: [], texts: [], record: null }
  await phase('types')
  return checkCodeTypes({
    appId: model.app.id,
    projectDir: project.dir,
    generatedDir: project.generatedDir,
    emitted: files,
    tenon: readTenonPackage(),
    modules: composition.modules,
    manifest: project.manifest.modules,
    ports: new Set(model.ports.map(({ id }) => id)),
    guests: model.composition.guests,
    typesOf: (id) => emitTypesOfGuest(model, id),
  })
}

function editedIn(files: FilePlan, { generatedDir }: BuiltProject, { overwrites }: BuildRequest): Drift {
  return overwrites ? { diagnostics: [], texts: [] } : findEdited(files, generatedDir)
}

/** Puts findings of several phases together; they are fine as long as none of them is an error. */
function gather(first: Findings, ...more: readonly (Partial<Drift> & Pick<Drift, 'diagnostics'>)[]): Findings {
  const diagnostics = [first, ...more].flatMap((found) => found.diagnostics)
  const texts = [...first.texts, ...more.flatMap((found) => found.texts ?? [])]
  return { ...first, ok: first.ok && !diagnostics.some(({ severity }) => severity === 'error'), diagnostics, texts }
}
