import type { Json } from '../../src/contract/json.js'
import type { PlannedFile } from '../6-bundle/plan-files.js'
import type { BuildRequest, BuildResult, BuiltProject } from '../build.js'
import type { Findings, ProvenProject } from '../load-project.js'
import type { Answer } from './answer.js'
import { type ExitCode, exitCodes } from './exit-code.js'
import type { VerbContext } from './verb-context.js'

/** What a verb of the build asks for, from the flags that all of them share. */
export function buildRequest({ settings, console, progress, flags }: VerbContext): BuildRequest {
  return {
    project: {
      cwd: settings.directory,
      configPath: settings.spec ?? console.environment.TENON_CONFIG,
      manifestPath: settings.manifest ?? undefined,
    },
    lock: settings.isFrozen ? 'frozen' : null,
    overwrites: flags.force === true,
    checksTypes: flags.types !== false,
    keepsTypes: flags.cache !== false,
    phase: progress.phase,
  }
}

/** A build as an answer: what was found, and what the verb says of a project that is fine. */
export function buildAnswer<Project>(
  built: BuildResult<Project>,
  say: (project: Project) => { readonly text: string; readonly result: Json },
): Answer {
  const said = built.project === null || !built.ok ? { text: '', result: null } : say(built.project)
  return {
    exitCode: exitCodeOf(built),
    diagnostics: built.diagnostics,
    texts: built.texts,
    projectDir: built.dir,
    ...(built.basis === undefined ? {} : { basis: built.basis }),
    ...said,
  }
}

/** A file that the command line names and that is not there is a mistake of the command line, not of the project. */
export function exitCodeOf({ ok, diagnostics }: Pick<Findings, 'ok' | 'diagnostics'>): ExitCode {
  if (ok) return exitCodes.fine
  const isUsage = diagnostics.some(
    ({ code }) => code === 'source_not_found_error' || code === 'source_unreadable_error',
  )
  return isUsage ? exitCodes.usage : exitCodes.findings
}

/** The project as the JSON document names it. */
export function describeProject({ spec, composition, specFiles, manifestFile }: ProvenProject): {
  readonly [member: string]: Json
} {
  return {
    app: spec.app.id,
    spec: specFiles[0] ?? null,
    included: specFiles.slice(1),
    manifest: composition.modules.length === 0 ? null : manifestFile,
  }
}

/** The same of a project that has a model, with the hash of it. */
export function describeBuilt(project: BuiltProject): { readonly [member: string]: Json } {
  return { ...describeProject(project), hash: project.model.hash }
}

/** `7 queries, 5 mutations, 2 routes, 3 modules`; routes and files are told where there are some. */
export function countParts({ spec, composition, specFiles }: ProvenProject): string {
  const { queries, mutations, routes } = spec
  return [
    counted(queries.length, 'query', 'queries'),
    counted(mutations.length, 'mutation', 'mutations'),
    ...(routes.length === 0 ? [] : [counted(routes.length, 'route', 'routes')]),
    counted(composition.modules.length, 'module', 'modules'),
    ...(specFiles.length > 1 ? [counted(specFiles.length, 'file', 'files')] : []),
  ].join(', ')
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Which files changed, as the JSON document lists them: unchanged ones are counted elsewhere. */
export function listChanges(
  files: readonly PlannedFile[],
): readonly { readonly path: string; readonly change: string }[] {
  return files.filter(({ change }) => change !== 'unchanged').map(({ path, change }) => ({ path, change }))
}

/** `12 files: 2 written, 1 removed` or `12 files, unchanged`. */
export function sayChanges(files: readonly PlannedFile[]): string {
  const count = (...kinds: readonly PlannedFile['change'][]): number =>
    files.filter(({ change }) => kinds.includes(change)).length
  const written = count('created', 'replaced')
  const removed = count('removed')
  const total = counted(files.length - removed, 'file', 'files')
  if (written + removed === 0) return `${total}, unchanged`
  const parts = [...(written > 0 ? [`${written} written`] : []), ...(removed > 0 ? [`${removed} removed`] : [])]
  return `${total}: ${parts.join(', ')}`
}

/** What happened to the lockfile, and each fact that changed. */
export function sayLock(lock: BuildResult['lock']): readonly string[] {
  const isWritten = lock !== null && lock.text !== null
  const word = !isWritten ? 'unchanged' : lock.changes.length === 0 ? 'written' : 'follows the project'
  return [`tenon.lock: ${word}`, ...(lock?.changes ?? []).map((change) => `  ${change}`)]
}

/** The same for the JSON document. */
export function describeLock(lock: BuildResult['lock']): { readonly [member: string]: Json } {
  return { file: 'tenon.lock', written: lock !== null && lock.text !== null, changes: lock?.changes ?? [] }
}
