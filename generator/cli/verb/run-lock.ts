import { type BuildRequest, type LockResult, lockProject } from '../../build.js'
import { suggest } from '../../diagnostic/suggest.js'
import type { Answer } from '../answer.js'
import { buildAnswer, buildRequest, describeBuilt, describeLock, sayLock } from '../build-answer.js'
import { UsageFailure } from '../usage-failure.js'
import type { VerbContext } from '../verb-context.js'

/** Lets the lockfile say what is composed now; with `--check`, says what it does not say. */
export async function runLock(context: VerbContext): Promise<Answer> {
  const built = await lockProject(readRequest(context))
  refuseUnknown(built)
  return buildAnswer(built, (project) => ({
    text: `${sayLock(built.lock).join('\n')}\n`,
    result: { ...describeBuilt(project), lockfile: describeLock(built.lock) },
  }))
}

/** Whoever asks for the lockfile to be written means it, on a build machine too; so only a flag makes it frozen. */
function readRequest(context: VerbContext): BuildRequest {
  const { check, frozen, update, allowPolicy = [] } = context.flags
  const isCheck = check === true || frozen === true
  const flag = check === true ? '--check' : '--frozen'
  if (isCheck && update !== undefined) throw new UsageFailure(`--update and ${flag} contradict each other`)
  if (isCheck && allowPolicy.length > 0) throw new UsageFailure(`--allow-policy and ${flag} contradict each other`)
  return {
    ...buildRequest(context),
    lock: isCheck ? 'frozen' : 'update',
    allowedPolicies: allowPolicy,
    updatedModules: update === true ? undefined : update,
  }
}

/** A module to be updated is one of the manifest, or one that the lockfile still knows. */
function refuseUnknown({ unlocked }: LockResult): void {
  const [unknown] = unlocked?.unknown ?? []
  if (unknown === undefined) return
  const hint = suggest(unknown, unlocked?.known ?? [])
  throw new UsageFailure(`--update: there is no module "${unknown}"${hint === null ? '' : `; ${hint}`}`)
}
