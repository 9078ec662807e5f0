import { dirname, resolve } from 'node:path'
import type { Json } from '../../../src/contract/json.js'
import { planFiles } from '../../6-bundle/plan-files.js'
import { type BuildRequest, type BuildResult, type BuiltProject, lockOf } from '../../build.js'
import { EnvironmentFailure, sayRefusal } from '../../diagnostic/environment-failure.js'
import type { Machine } from './machine.js'
import { failed, fine, type Row, warning } from './row.js'

/** Whether the spec and the manifest can be read, and whether they compile. */
export function examineSources({ project, diagnostics }: BuildResult, { command }: Machine): Row {
  const check = 'project'
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const [first] = errors
  if (first === undefined) {
    const files = [...(project?.specFiles ?? []), ...(project === null ? [] : [project.manifestFile])]
    return fine(check, `it compiles (${files.join(', ')})`)
  }
  const more = errors.length === 1 ? '' : `, and ${errors.length - 1} more`
  const isMissing = first.code === 'source_not_found_error'
  const fix = isMissing ? 'tenon doctor -C <folder of app.yaml>' : `${command} check`
  return failed(check, `${first.at.file}: ${first.message}${more}`, fix)
}

/** Whether the lockfile says what is composed. What a build would let it follow by itself is no failure. */
export function examineLock(project: BuiltProject, request: BuildRequest, { command }: Machine): Row {
  const check = 'lockfile'
  if (project.lockfile === null) return warning(check, 'tenon.lock is missing', `${command} lock`)
  const { diagnostics } = lockOf(project, { ...request, lock: 'frozen' })
  const [first] = diagnostics
  if (first === undefined) return fine(check, 'it says what is composed')
  const refused = lockOf(project, { ...request, lock: 'ordinary' }).diagnostics
  const more = diagnostics.length === 1 ? '' : `, and ${diagnostics.length - 1} more`
  const widened = diagnostics.filter(({ code }) => code === 'guest_policy_widened_error')
  const fix = [`${command} lock`, ...widened.flatMap(({ hint }) => hint ?? [])].join(' ')
  return (refused.length > 0 ? failed : warning)(check, `${first.message}${more}`, fix)
}

/** Whether the generated files are what would be generated, and whether they could be written. */
export async function examineGenerated(project: BuiltProject, machine: Machine): Promise<readonly Row[]> {
  const folder = resolve(project.dir, project.generatedDir)
  return [await examineDrift(folder, project, machine), await examineFolder(folder, project, machine)]
}

async function examineDrift(folder: string, { files, generatedDir }: BuiltProject, { command }: Machine): Promise<Row> {
  const check = 'generated files'
  try {
    const planned = (await planFiles(folder, files)).files
    const changed = planned.filter(({ change }) => change !== 'unchanged')
    const edited = planned.filter(({ isEdited }) => isEdited)
    const [first] = edited
    if (first !== undefined)
      return failed(check, `${generatedDir}/${first.path} was edited by hand`, `${command} generate --force`)
    if (changed.length === 0) return fine(check, `${generatedDir}: ${planned.length} files, all current`)
    if (changed.every(({ change }) => change === 'created') && changed.length === planned.length)
      return warning(check, `nothing is generated into ${generatedDir} yet`, `${command} generate`)
    return failed(
      check,
      `${changed.length} of ${planned.length} files in ${generatedDir} are out of date`,
      `${command} generate`,
    )
  } catch (failure) {
    if (!(failure instanceof EnvironmentFailure)) throw failure
    return failed(check, failure.message, `ls -l ${generatedDir}`)
  }
}

async function examineFolder(folder: string, { dir, generatedDir }: BuiltProject, machine: Machine): Promise<Row> {
  const check = 'output folder'
  for (const path of new Set([folder, resolve(dir, '.tenon'), dir])) {
    const refused = await findRefused(path, machine)
    if (refused !== null) {
      const found = `${refused.path} cannot be written: ${sayRefusal(refused.refusal)}`
      return failed(check, found, `chmod -R u+rwX ${refused.path}`)
    }
  }
  return fine(check, `${generatedDir} can be written`)
}

/** What of a path cannot be written, and why: of one that is not there yet, the nearest folder above it. */
async function findRefused(
  path: string,
  machine: Machine,
): Promise<{ readonly path: string; readonly refusal: unknown } | null> {
  try {
    await machine.testWriting(path)
    return null
  } catch (refusal) {
    const isMissing = typeof refusal === 'object' && refusal !== null && 'code' in refusal && refusal.code === 'ENOENT'
    return isMissing && dirname(path) !== path ? findRefused(dirname(path), machine) : { path, refusal }
  }
}

/** Whether everything that configs take from the environment, and that has no default, is there. */
export function examineEnvironment({ composition }: BuiltProject, { environment }: Machine): Row {
  const check = 'environment'
  const wanted = composition.modules.flatMap(({ id, config }) => namesIn(config).map((name) => ({ name, id })))
  const missing = wanted.filter(({ name }) => environment[name] === undefined)
  if (missing.length === 0)
    return fine(check, wanted.length === 0 ? 'nothing is asked for' : 'everything asked for is set')
  const names = [...new Set(missing.map(({ name }) => name))].sort()
  const users = [...new Set(missing.map(({ id }) => id))].sort()
  const found = `not set, and without a default: ${names.join(', ')} (for ${users.join(', ')})`
  return warning(check, found, names.map((name) => `export ${name}=<value>`).join('; '))
}

/** The names of `${env:NAME}` in the texts of a config, without those that have a default. */
function namesIn(config: Json): readonly string[] {
  if (typeof config === 'string')
    return [...config.matchAll(/\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g)].map(([, name = '']) => name)
  if (typeof config !== 'object' || config === null) return []
  return Object.values(config).flatMap(namesIn)
}
