// In: the emitted types, and where the modules of the manifest lie.
// Out: what TypeScript finds in the author's own files, at their own lines, and in the manifest; and the record that they are right.
// Promise: nothing is written into the project; code that was found right, and has not changed, is not checked again.
// Not its job: JavaScript that does not ask to be checked (`// @ts-check`), and whatever packages hold within.
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SourceFile } from '../../artifact/source-set.js'
import type { Diagnostic } from '../../diagnostic/diagnostic.js'
import { digest } from '../digest.js'
import type { FilePlan } from '../plan-files.js'
import { assertModules } from './assertions.js'
import type { CodeModule, CodeProgram } from './code-module.js'
import type { CodeTypesRequest } from './code-types-request.js'
import { dropConsequences } from './drop-consequences.js'
import { isJavascript } from './hold-export.js'
import { layOutProgram } from './lay-out-program.js'
import { listCodeModules } from './list-code-modules.js'
import { type PlacedFinding, placeFinding } from './place-finding.js'
import { planPrograms } from './plan-programs.js'
import { findProjectOptions, listConfigs, readProjectOptions } from './project-options.js'
import { findTypescript, runTsc } from './run-tsc.js'
import { isKnownRight, planRecord } from './types-cache.js'

export interface CheckedTypes {
  readonly diagnostics: readonly Diagnostic[]
  /** What the diagnostics point into. */
  readonly texts: readonly SourceFile[]
  /** What a later run may go by; null where there is something wrong, or nothing new. */
  readonly record: FilePlan | null
}

const nothing: CheckedTypes = { diagnostics: [], texts: [], record: null }

/** Holds the modules of a project that are the author's own against what they may use and must give. */
export async function checkCodeTypes(given: CodeTypesRequest): Promise<CheckedTypes> {
  // Resolved, because TypeScript tells files by their real paths.
  const request = { ...given, projectDir: await realpath(given.projectDir) }
  const { appId, projectDir } = request
  const modules = await typedAmong(listCodeModules(request))
  if (modules.length === 0) return nothing
  const key = keyOf(request, modules)
  if (await isKnownRight(projectDir, appId, key)) return nothing
  const isTrusted = modules.some(({ kind }) => kind !== 'guest')
  const options = isTrusted ? await readProjectOptions(projectDir) : null
  const checked = await Promise.all(
    planPrograms(modules, request, options).map((program) => checkProgram(program, request)),
  )
  const found = unique(checked.flatMap(({ found }) => found))
  if (found.length > 0)
    return {
      diagnostics: found.map((one) => one.found),
      texts: found.flatMap(({ text }) => (text === null ? [] : [text])),
      record: null,
    }
  const configs = options === null || options.file === null ? [] : await listConfigs(options.file)
  const files = [...new Set([...checked.flatMap((program) => program.files), ...configs])]
  return { ...nothing, record: await planRecord(projectDir, { appId, key, files }) }
}

/** Those that say types: JavaScript does where it asks for the check. */
async function typedAmong(modules: readonly CodeModule[]): Promise<readonly CodeModule[]> {
  const typed = await Promise.all(
    modules.map(async ({ file }) => {
      if (file === null || !isJavascript(file)) return true
      return /^\s*(?:\/\/|\/\*)\s*@ts-check\b/m.test(await readFile(file, 'utf8'))
    }),
  )
  return modules.filter((_, index) => typed[index])
}

/** What is not in files of the project: what was generated, what the manifest says, how code is read. */
function keyOf(request: CodeTypesRequest, modules: readonly CodeModule[]): string {
  const { emitted, generatedDir, tenon, projectDir } = request
  const packages = request.modules.map(({ resolved }) => (resolved.kind === 'found' ? resolved.version : null))
  const types = emitted.files.filter(({ path }) => path === 'contracts.ts' || path === 'guest.d.ts')
  const asked = modules.map((module) => {
    const { text } = assertModules([{ module, written: '', holdsExport: true }])
    return [module.id, module.kind, module.syntax.source.text, text]
  })
  const { file, hasNode } = findProjectOptions(projectDir)
  const versions = [tenon.version, findTypescript().version, packages]
  return digest(JSON.stringify([versions, generatedDir, types, asked, file, hasNode]))
}

interface CheckedProgram {
  readonly found: readonly PlacedFinding[]
  /** The files of the project that were read, absolute. */
  readonly files: readonly string[]
}

async function checkProgram(program: CodeProgram, request: CodeTypesRequest): Promise<CheckedProgram> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'tenon-types-')))
  try {
    const { projectDir, tenon } = request
    const laid = await layOutProgram(folder, program, request)
    const { overlay, roots } = laid
    const options = { ...program.options, rootDirs: overlay.rootDirs }
    const { findings, files } = await runTsc(
      { cwd: projectDir, folder: overlay.over(projectDir), tenon, options },
      roots.map((path) => overlay.over(path)),
    )
    const paths = files.map((file) => overlay.under(file) ?? file)
    const found = dropConsequences(findings.flatMap((finding) => placeFinding(finding, laid)))
    return { found, files: paths.filter(laid.isOnDisk) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What is wrong with a file of two modules is told once. */
function unique(found: readonly PlacedFinding[]): readonly PlacedFinding[] {
  return found.filter(({ found: { at, hint } }, index) => {
    const isSame = (other: PlacedFinding): boolean =>
      other.found.at.file === at.file && other.found.at.start === at.start && other.found.hint === hint
    return found.findIndex(isSame) === index
  })
}
