// Keeps what `check` answers as long as everything that it follows from is the same: in `.tenon/cache`, which may be deleted at
// any time. Only right projects are kept, and only where a build has made the folder `.tenon`.
import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { findProject } from '../../1-read/find-project.js'
import { readTenonPackage } from '../../6-bundle/tenon-package.js'
import type { Answer } from '../answer.js'
import { buildRequest } from '../build-answer.js'
import { exitCodes } from '../exit-code.js'
import type { VerbContext } from '../verb-context.js'
import { type Fingerprint, isUnchanged, takeFingerprint } from './fingerprint.js'

interface KeptAnswer {
  /** Over what is asked, and who answers. */
  readonly key: string
  readonly fingerprint: Fingerprint
  readonly answer: Answer
}

/** The answer that was given last, if nothing has changed since; otherwise a new one, which is kept where that can be done. */
export async function answerOnce(context: VerbContext, run: () => Promise<Answer>): Promise<Answer> {
  const place = findPlace(context)
  if (place === null) return run()
  const kept = await recall(place)
  if (kept !== null) return kept
  const since = Date.now()
  const answer = await run()
  await keep(place, answer, since)
  return answer
}

interface Place {
  /** The project's `.tenon` folder. */
  readonly folder: string
  /** The name of the file, relative to it: one for each way to ask. */
  readonly name: string
  readonly key: string
}

/** Null where nothing is kept: there is no such folder, or it is not wanted. */
function findPlace(context: VerbContext): Place | null {
  if (context.flags.cache === false || context.flags.fix === true) return null
  const { project, lock, checksTypes = false } = buildRequest(context)
  const paths = findProject(project)
  const folder = join(paths.dir, '.tenon')
  if (!existsSync(folder)) return null
  const way = `${lock ?? 'unlocked'}-${checksTypes ? 'typed' : 'untyped'}`
  const key = createHash('sha256')
    .update(JSON.stringify([stampOfTool(), way, paths]))
    .digest('hex')
  return { folder, name: `cache/check-${way}.json`, key }
}

/**
 * What is the same as long as the tool is: its version and, where it was built in place, when that was; the versions of what
 * it reads code with. Where it runs from its sources, each process is another tool.
 */
function stampOfTool(): readonly unknown[] {
  const { root, version } = readTenonPackage()
  if (import.meta.url.endsWith('.ts')) return [version, process.pid, performance.timeOrigin]
  const require = createRequire(import.meta.url)
  const built = ['generator', 'core', 'host'].map((name) => join(root, 'dist', `${name}.tsbuildinfo`))
  const packages = ['esbuild', 'typescript'].flatMap((name) => {
    try {
      return [require.resolve(`${name}/package.json`)]
    } catch {
      return []
    }
  })
  return [version, ...[...built, ...packages].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null)]
}

async function recall({ folder, name, key }: Place): Promise<Answer | null> {
  try {
    const kept: KeptAnswer = JSON.parse(await readFile(join(folder, name), 'utf8'))
    return kept.key === key && (await isUnchanged(kept.fingerprint)) ? kept.answer : null
  } catch {
    // What is missing or broken says nothing, and then the project is checked.
    return null
  }
}

/** Keeping an answer is a favour to the next run: where it cannot be done, nobody need know. */
async function keep({ folder, name, key }: Place, { basis, ...answer }: Answer, since: number): Promise<void> {
  if (basis === undefined || answer.exitCode !== exitCodes.fine) return
  const fingerprint = await takeFingerprint(basis, { since, own: folder })
  if (fingerprint === null) return
  // Diagnostics alone point into texts.
  const texts = answer.diagnostics.length === 0 ? [] : answer.texts
  const kept: KeptAnswer = { key, fingerprint, answer: { ...answer, texts } }
  const { planTexts } = await import('../../6-bundle/plan-files.js')
  const { writeFiles } = await import('../../6-bundle/write-files.js')
  try {
    await writeFiles(await planTexts(folder, [{ path: name, text: `${JSON.stringify(kept)}\n` }]))
  } catch {}
}
