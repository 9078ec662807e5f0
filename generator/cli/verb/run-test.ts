import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Json } from '../../../src/contract/json.js'
import type { Bundle } from '../../../src/runtime.js'
import {
  lockAfter,
  type PersonaCoverage,
  personaCoverage,
  printLock,
  profiles,
  type ReadLock,
  readLock,
  type ScenarioLock,
  type ScenarioSuite,
  type SuiteReport,
  type SuiteRequest,
} from '../../../src/testing.js'
import { planTexts } from '../../6-bundle/plan-files.js'
import { writeFiles } from '../../6-bundle/write-files.js'
import { type BuildResult, type BuiltProject, bundleScenarios } from '../../build.js'
import { EnvironmentFailure, sayRefusal } from '../../diagnostic/environment-failure.js'
import { inColor, plain } from '../../diagnostic/paint.js'
import { sourceTexts } from '../../diagnostic/source-texts.js'
import { suggest } from '../../diagnostic/suggest.js'
import type { Answer } from '../answer.js'
import { buildAnswer, buildRequest } from '../build-answer.js'
import { exitCodes } from '../exit-code.js'
import { loadBundle } from '../load-bundle.js'
import { ModuleFailure } from '../module-failure.js'
import { hostPorts, inFolder, orNothingRuns } from '../run-in-project.js'
import type { FailurePrinting } from '../scenario/print-failure.js'
import { printJunit } from '../scenario/print-junit.js'
import { countRuns, printSuite, type SuiteForm } from '../scenario/print-suite.js'
import { oneOf } from '../settings.js'
import { UsageFailure } from '../usage-failure.js'
import type { VerbContext } from '../verb-context.js'

/** Inputs that were made up and passed, beside the lockfile of the project. */
const lockName = 'scenarios.lock'

/** Runs the scenarios of the project as it stands. */
export async function runTest(context: VerbContext): Promise<Answer> {
  const wish = readWish(context)
  const built = await bundleScenarios(buildRequest(context))
  const { project } = built
  if (!built.ok || project === null) return buildAnswer(built, () => ({ text: '', result: null }))
  refuseUnknown(project, wish)
  if (built.bundle === null) return sayNone(built, project)
  await context.progress.phase('test')
  const lock = await readLockFile(project.dir)
  const ran = await inFolder(project.dir, () => run(built, { wish, lock, context }))
  await context.progress.end()
  if (wish.lockUse !== 'frozen') await writeLockFile(project, 'lock' in lock ? lock.lock : {}, ran)
  return report(built, project, { ...ran, context })
}

type Wish = Pick<SuiteRequest, 'profile' | 'isolation' | 'tags' | 'scenarioIds' | 'lockUse'>

function readWish({ flags, settings }: VerbContext): Wish {
  const { profile, isolation, tag, scenario, refresh } = flags
  if (refresh === true && flags.frozen === true) throw new UsageFailure('--refresh and --frozen contradict each other')
  const names = Object.keys(profiles) as (keyof typeof profiles)[]
  const ordinary = settings.isFrozen ? 'frozen' : 'replay'
  return {
    profile: profile === undefined ? undefined : oneOf('--profile', profile, names),
    isolation: oneOf('--isolation', isolation ?? 'suite', ['suite', 'scenario'] as const),
    tags: tag,
    scenarioIds: scenario,
    lockUse: refresh === true ? 'refresh' : ordinary,
  }
}

function refuseUnknown({ model }: BuiltProject, { tags = [], scenarioIds = [] }: Wish): void {
  const { scenarios } = model.suite
  const ids = new Set(scenarios.map(({ id }) => id))
  const known = new Set(scenarios.flatMap((scenario) => scenario.tags))
  refuseWord(scenarioIds, ids, (id) => `there is no scenario "${id}"`)
  refuseWord(tags, known, (tag) => `no scenario has the tag "${tag}"`)
  const isTagged = scenarios.some((one) => scenarioIds.includes(one.id) && tags.some((tag) => one.tags.includes(tag)))
  if (scenarioIds.length > 0 && tags.length > 0 && !isTagged)
    throw new UsageFailure('no scenario that --scenario names has a tag that --tag names')
}

function refuseWord(given: readonly string[], known: ReadonlySet<string>, say: (word: string) => string): void {
  const unknown = given.find((word) => !known.has(word))
  if (unknown === undefined) return
  const hint = suggest(unknown, known)
  throw new UsageFailure(hint === null ? say(unknown) : `${say(unknown)}; ${hint}`)
}

function sayNone(built: BuildResult, { model, specFiles }: BuiltProject): Answer {
  return buildAnswer(built, () => ({
    text: `${model.app.id}: there are no scenarios in ${specFiles.join(', ')}\n`,
    result: { ok: true, selectedScenarioIds: [], runs: [] },
  }))
}

async function readLockFile(dir: string): Promise<ReadLock> {
  try {
    return readLock(await readFile(join(dir, lockName), 'utf8'))
  } catch (refusal) {
    if (typeof refusal === 'object' && refusal !== null && 'code' in refusal && refusal.code === 'ENOENT')
      return { lock: {} }
    throw new EnvironmentFailure(`${lockName} cannot be read: ${sayRefusal(refusal)}`, refusal)
  }
}

interface TestBundle {
  readonly bundle: Bundle
  readonly scenarios: ScenarioSuite
  runScenarios(request: SuiteRequest): Promise<SuiteReport>
}

interface Ran {
  readonly suite: ScenarioSuite
  readonly report: SuiteReport
}

interface Run {
  readonly wish: Wish
  readonly lock: ReadLock
  readonly context: VerbContext
}

async function run({ bundle, project }: BuildResult, { wish, lock, context }: Run): Promise<Ran> {
  const url = `${pathToFileURL(bundle?.file ?? '')}?${project?.model.hash ?? ''}`
  const loaded = await loadBundle<TestBundle>(url)
  const request = {
    ...wish,
    ...('lock' in lock ? { lock: lock.lock } : { lockProblem: lock.problem }),
    bundle: loaded.bundle,
    scenarios: loaded.scenarios,
    hostPorts: hostPorts(context.console),
  }
  try {
    return { suite: loaded.scenarios, report: await orNothingRuns(loaded.runScenarios(request)) }
  } catch (failure) {
    // By name: the bundle has a class of its own.
    if (failure instanceof Error && failure.name === 'ActivationError') throw new ModuleFailure(failure.message)
    throw failure
  }
}

async function writeLockFile(project: BuiltProject, before: ScenarioLock, { suite, report }: Ran): Promise<void> {
  const lock = lockAfter(before, suite, report)
  if (Object.keys(lock).length === 0 && Object.keys(before).length === 0) return
  await writeFiles(await planTexts(project.dir, [{ path: lockName, text: printLock(project.model.app.id, lock) }]))
}

async function report(
  built: BuildResult,
  { spec, model, dir }: BuiltProject,
  { suite, report: found, context }: Ran & { readonly context: VerbContext },
): Promise<Answer> {
  const { settings, flags } = context
  const paint = settings.hasColor ? inColor : plain
  const way = relative(context.console.directory, dir).replaceAll('\\', '/')
  const folder = way === '' ? '' : `${way}/`
  const printing: FailurePrinting = { suite: spec.suite, texts: sourceTexts(built.texts), paint, folder }
  const coverage = personaCoverage(suite, found)
  if (flags.junit !== undefined)
    await writeJunit(resolve(settings.directory, flags.junit), printJunit(model.app.id, found, printing))
  return {
    exitCode: found.ok ? exitCodes.fine : exitCodes.findings,
    diagnostics: built.diagnostics,
    texts: built.texts,
    projectDir: dir,
    result: JSON.parse(JSON.stringify(found)),
    summary: { ...countRuns(found), personaCoverage: coverage.map(asJson) },
    text: printSuite(found, coverage, formOf(settings), printing),
    keepsOutputPure: true,
  }
}

function formOf({ format, isQuiet }: VerbContext['settings']): SuiteForm {
  if (format === 'line') return 'lines'
  return isQuiet ? 'failures' : 'all'
}

function asJson({ personaId, totalScenarios, passingScenarios }: PersonaCoverage): Json {
  return { personaId, totalScenarios, passingScenarios }
}

async function writeJunit(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  } catch (refusal) {
    throw new EnvironmentFailure(`${file} cannot be written: ${sayRefusal(refusal)}`, refusal)
  }
}
