import { relative } from 'node:path'
import { type BuildResult, type BuiltProject, buildProject } from '../../build.js'
import type { Answer } from '../answer.js'
import {
  buildAnswer,
  buildRequest,
  describeBuilt,
  describeLock,
  listChanges,
  sayChanges,
  sayLock,
} from '../build-answer.js'
import { UsageFailure } from '../usage-failure.js'
import type { VerbContext } from '../verb-context.js'

/** Checks, generates, holds or writes the lockfile, and bundles. */
export async function runBuild(context: VerbContext): Promise<Answer> {
  const { settings, flags } = context
  if (flags.updateLock === true && flags.frozen === true)
    throw new UsageFailure('--update-lock and --frozen contradict each other')
  if (flags.allowPolicy !== undefined && flags.frozen === true)
    throw new UsageFailure('--allow-policy and --frozen contradict each other')
  const ordinary = settings.isFrozen ? 'frozen' : 'ordinary'
  const lock = flags.updateLock === true ? 'update' : ordinary
  const built = await buildProject({ ...buildRequest(context), lock, allowedPolicies: flags.allowPolicy ?? [] })
  return buildAnswer(built, (project) => ({ text: say(built, project), result: describe(built, project) }))
}

function say({ files, lock, bundle }: BuildResult, project: BuiltProject): string {
  const name = bundle === null ? '' : relative(project.dir, bundle.file).replaceAll('\\', '/')
  return [
    `${project.generatedDir}: ${sayChanges(files?.files ?? [])}`,
    ...sayLock(lock),
    `${name}: ${isWritten(bundle) ? 'written' : 'unchanged'}`,
    '',
  ].join('\n')
}

/** The record beside the bundle may have to be written again where the bundle itself has not changed. */
function isWritten(bundle: BuildResult['bundle']): boolean {
  return bundle?.plan.files.some(({ path, change }) => path.endsWith('.mjs') && change !== 'unchanged') === true
}

function describe({ files, lock, bundle }: BuildResult, project: BuiltProject): Answer['result'] {
  const generated = files?.files ?? []
  return {
    ...describeBuilt(project),
    folder: project.generatedDir,
    files: generated.length,
    changes: listChanges(generated),
    lockfile: describeLock(lock),
    bundle:
      bundle === null
        ? null
        : {
            file: relative(project.dir, bundle.file).replaceAll('\\', '/'),
            bytes: bundle.bytes,
            written: isWritten(bundle),
          },
  }
}
