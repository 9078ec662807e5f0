// Holds the order of all phases over a project on disk, and nothing else.
import { existsSync } from 'node:fs'
import { join, posix, resolve } from 'node:path'
import type { ProjectRequest } from './1-read/find-project.js'
import { listInstalled } from './1-read/list-installed.js'
import { prepareReading, readModules } from './1-read/read-modules.js'
import { type Project, readProject, relativePath } from './1-read/read-project.js'
import { findIncludes } from './2-parse/find-includes.js'
import { findSpecPath } from './2-parse/find-spec-path.js'
import { parse } from './2-parse/parse.js'
import { checkLockfile, findUnlocked, type LockCheck, type LockMode } from './6-bundle/check-lockfile.js'
import type { CheckedTypes } from './6-bundle/code-types/check-code-types.js'
import { type Drift, findDrift, findForbidden } from './6-bundle/find-drift.js'
import { lendPackages } from './6-bundle/lend-packages.js'
import { makeLockfile } from './6-bundle/make-lockfile.js'
import type { PlannedBundle, planBundle } from './6-bundle/plan-bundle.js'
import { type FilePlan, planFiles, planTexts } from './6-bundle/plan-files.js'
import { scenariosEntry, withScenariosEntry } from './6-bundle/scenarios-entry.js'
import { scriptsEntry, withScriptsEntry } from './6-bundle/scripts-entry.js'
import { readTenonPackage } from './6-bundle/tenon-package.js'
import { writeFiles } from './6-bundle/write-files.js'
import type { AppModel } from './artifact/app-model.js'
import type { Documents, ManifestSyntax } from './artifact/documents.js'
import { nowhere } from './artifact/node.js'
import { requireNamesOf } from './artifact/require-names.js'
import type { ModuleReference, ModuleSources, SourceFile } from './artifact/source-set.js'
import { type Basis, basisOf } from './basis.js'
import type { Compiled, CompileOptions } from './compile.js'
import { filesOf } from './define.js'
import type { Diagnostic } from './diagnostic/diagnostic.js'
import { sourceTexts } from './diagnostic/source-texts.js'
import { hashInput } from './hash-input.js'
import { type Proven, prove } from './prove.js'
import { mentionsSuppression } from './suppress/mentions-suppression.js'
import type { suppress } from './suppress/suppress.js'

/** What to build, and how strictly. */
export interface BuildRequest {
  readonly project: ProjectRequest
  /** Null: the lockfile is not looked at. */
  readonly lock: LockMode | null
  /** Ids of guests that may ask for more than the lockfile allows them, unless it is frozen. */
  readonly allowedPolicies?: readonly string[]
  /** Ids of the modules that an update of the lockfile is limited to. */
  readonly updatedModules?: readonly string[] | undefined
  /** Files that were edited by hand are overwritten. */
  readonly overwrites: boolean
  /** Whether the code of modules is type-checked. */
  readonly checksTypes?: boolean
  /** Whether it is kept that types were found right, where there is a folder for it. */
  readonly keepsTypes?: boolean
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

/** The same with what is emitted of it. */
export interface BuiltProject extends ProvenProject, Compiled {}

/** What came of a build; a member is null where it did not come to it. */
export interface BuildResult<Project = BuiltProject> extends Findings {
  readonly project: Project | null
  /** The generated files. */
  readonly files: FilePlan | null
  readonly lock: LockCheck | null
  readonly bundle: (PlannedBundle & { readonly ok: true }) | null
}

const lockName = 'tenon.lock'

/** Proves a project. Writes nothing; under `lock: 'frozen'` the lockfile must be right too. */
export async function checkProject(request: BuildRequest): Promise<BuildResult<ProvenProject>> {
  if (request.checksTypes !== true) return proveProject(request)
  const { project, ...found } = await compileProject(request)
  if (project === null) return { ...nothing, ...found }
  const lock = lockOf(project, request)
  const types = await typesOf(project, request)
  if (request.keepsTypes === true && types.record !== null && existsSync(types.record.folder))
    await writeFiles(types.record)
  return { ...nothing, project, lock, ...gather(await withTypes(found, project), lock, types) }
}

/** That types are right follows from what is recorded of them, too. */
async function withTypes({ basis, ...found }: Findings, { composition, dir, model }: BuiltProject): Promise<Findings> {
  if (basis === undefined) return found
  if (composition.modules.every(({ resolved }) => resolved.kind === 'built-in')) return { ...found, basis }
  const { listRecorded } = await import('./6-bundle/code-types/types-cache.js')
  const recorded = await listRecorded(dir, model.app.id)
  return recorded === null ? found : { ...found, basis: { ...basis, files: [...basis.files, ...recorded] } }
}

/** The same without types: then nothing need be modelled or emitted, which cannot fail. */
async function proveProject(request: BuildRequest): Promise<BuildResult<ProvenProject>> {
  const { loaded, ...found } = await loadProject(request)
  if (loaded === null) return { ...nothing, ...found }
  const { project, options } = loaded
  if (request.lock === null) return { ...nothing, project, ...found }
  const { buildModel } = await import('./4-model/build-model.js')
  const model = buildModel(project.spec, project.composition, { ...options, declarations: new Map() })
  const lock = lockOf({ ...project, model }, request)
  return { ...nothing, project, lock, ...gather(found, lock) }
}

/** Proves a project and emits it. Writes nothing. */
export async function emitProject(request: BuildRequest): Promise<BuildResult> {
  return { ...nothing, ...(await compileProject(request)) }
}

/** What came of writing the lockfile: nothing, where it was limited to modules that nobody knows. */
export interface LockResult extends BuildResult {
  readonly unlocked: ReturnType<typeof findUnlocked> | null
}

/** Writes the lockfile alone, or under `lock: 'frozen'` holds it against what is composed. */
export async function lockProject(request: BuildRequest): Promise<LockResult> {
  const { project, ...found } = await compileProject(request)
  if (project === null) return { ...nothing, unlocked: null, ...found }
  const composed = project.composition.modules.map(({ id }) => id)
  const unlocked = findUnlocked(request.updatedModules ?? [], project.lockfile, composed)
  if (unlocked.unknown.length > 0) return { ...nothing, project, unlocked, ...found }
  const lock = lockOf(project, request)
  const findings = gather(found, lock)
  if (findings.ok) await writeLock(project, lock)
  return { ...nothing, project, lock, unlocked, ...findings }
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
  const findings = gather(found, findForbidden(files, project.generatedDir, { ...request, isFrozen: false }))
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
  const isFrozen = request.lock === 'frozen' && lock.diagnostics.length === 0
  const before = gather(found, lock, types, findForbidden(files, project.generatedDir, { ...request, isFrozen }))
  if (!before.ok) return { ...nothing, project, files, lock, ...before }
  await request.phase('bundle')
  const { planBundle } = await import('./6-bundle/plan-bundle.js')
  const bundle = await planBundle(bundleRequest(project))
  if (!bundle.ok) return { ...nothing, project, files, lock, ...gather(before, bundle) }
  await request.phase('write')
  await writeFiles(files)
  await writeFiles(bundle.plan)
  if (types.record !== null) await writeFiles(types.record)
  await writeLock(project, lock)
  return { project, files, lock, bundle, ...before }
}

/** Bundles a project so that it can be loaded in place, whatever the generated files and the lockfile say. */
export async function bundleProject(request: BuildRequest): Promise<BuildResult> {
  const { project, ...found } = await compileProject(request)
  if (project === null) return { ...nothing, ...found }
  await request.phase('bundle')
  return bundleInPlace(project, found, bundleRequest(project))
}

/** The same with the scenarios of the project and what runs them; there is no bundle where it has no scenario. */
export async function bundleScenarios(request: BuildRequest): Promise<BuildResult> {
  const { project, ...found } = await compileProject(request)
  if (project === null || project.model.suite.scenarios.length === 0) return { ...nothing, project, ...found }
  await request.phase('bundle')
  const { appId, emitted, ...rest } = bundleRequest(project)
  const tests = { appId: `${appId}.scenarios`, emitted: withScenariosEntry(emitted), entry: scenariosEntry }
  return bundleInPlace(project, found, { ...rest, ...tests })
}

/** Bundles the app with what runs scripts in its owned runtimes. Nothing but the bundle is written. */
export async function bundleScripts(request: BuildRequest): Promise<BuildResult> {
  const { project, ...found } = await compileProject(request)
  if (project === null) return { ...nothing, project, ...found }
  await request.phase('bundle')
  const { appId, emitted, ...rest } = bundleRequest(project)
  const scripts = { emitted: withScriptsEntry(emitted, project.presets), entry: scriptsEntry }
  return bundleInPlace(project, found, { ...rest, appId: `${appId}.scripts`, ...scripts })
}

type Bundling = Parameters<typeof planBundle>[0]

const nothing = { project: null, files: null, lock: null, bundle: null }

type Loading<Loaded> = Findings & Loaded

async function compileProject(request: BuildRequest): Promise<Loading<{ readonly project: BuiltProject | null }>> {
  const { loaded, ...found } = await loadProject(request)
  if (loaded === null) return { project: null, ...found }
  const { project, documents, options } = loaded
  const { emitProven } = await import('./compile.js')
  const { declarationsFor } = await import('./native-declarations.js')
  const emitted = emitProven(project, { ...options, declarations: await declarationsFor(documents) })
  return { project: { ...project, ...emitted }, ...found }
}

/** A project that is right, and what else modelling it takes. */
interface LoadedProject {
  readonly project: ProvenProject
  readonly documents: Documents
  readonly options: Omit<CompileOptions, 'declarations'>
}

/** Reads and proves a project. The spec is checked while the code of modules is being read. */
async function loadProject({
  project: request,
  phase,
}: BuildRequest): Promise<Loading<{ readonly loaded: LoadedProject | null }>> {
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
  prepareReading(manifest.text)
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

/** Bundles, and lets the bundle be loaded where it lies. */
async function bundleInPlace(project: BuiltProject, found: Findings, wanted: Bundling): Promise<BuildResult> {
  const { planBundle } = await import('./6-bundle/plan-bundle.js')
  const bundle = await planBundle(wanted)
  if (!bundle.ok) return { ...nothing, project, ...gather(found, bundle) }
  await writeFiles(bundle.plan)
  await lendPackages(bundle.file)
  return { ...nothing, project, bundle, ...found }
}

/** What a project is bundled from. */
export function bundleRequest(project: BuiltProject): Bundling {
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

async function writeLock({ dir }: BuiltProject, { text }: LockCheck): Promise<void> {
  if (text !== null) await writeFiles(await planTexts(dir, [{ path: lockName, text }]))
}

/** Holds the lockfile against what is composed, as strictly as the request says. */
export function lockOf(project: ProvenProject & { readonly model: AppModel }, request: BuildRequest): LockCheck {
  const { lock: mode, allowedPolicies: allowed = [], updatedModules: only } = request
  const { deployment } = project.model.composition
  if (mode === null || deployment === null) return { diagnostics: [], text: null, changes: [] }
  const wanted = makeLockfile(project.model, project.composition, deployment.hostApiVersion)
  return checkLockfile(project.lockfile, wanted, { mode, allowed, only, file: lockName })
}

async function typesOf(project: BuiltProject, { checksTypes, phase }: BuildRequest): Promise<CheckedTypes> {
  const { model, composition, files } = project
  const isOwn = composition.modules.some(({ resolved }) => resolved.kind === 'found')
  if (checksTypes !== true || !isOwn) return { diagnostics: [], texts: [], record: null }
  await phase('types')
  // Most runs have no use for TypeScript.
  const { checkCodeTypes } = await import('./6-bundle/code-types/check-code-types.js')
  const { emitTypesOfGuest } = await import('./5-emit/typescript/emit-guest-types.js')
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

/** Puts findings of several phases together; they are fine as long as none of them is an error. */
export function gather(first: Findings, ...more: readonly (Partial<Drift> & Pick<Drift, 'diagnostics'>)[]): Findings {
  const diagnostics = [first, ...more].flatMap((found) => found.diagnostics)
  const texts = [...first.texts, ...more.flatMap((found) => found.texts ?? [])]
  return { ...first, ok: first.ok && !diagnostics.some(({ severity }) => severity === 'error'), diagnostics, texts }
}
