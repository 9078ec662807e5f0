// In: a plan of files.
// Out: the folder as planned.
// Promise: all files or, as far as the file system allows, none; unchanged files are not touched; no temporary file stays.
// Not its job: to ask whether an edited file may be lost.
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { EnvironmentFailure, sayRefusal } from '../diagnostic/environment-failure.js'
import type { FilePlan, PlannedFile } from './plan-files.js'

/** Makes the folder what the plan says. Throws an `EnvironmentFailure`, and leaves what was there, when it cannot. */
export async function writeFiles(plan: FilePlan): Promise<void> {
  const changed = plan.files.filter(({ change }) => change !== 'unchanged')
  if (changed.length === 0) return
  let made: string | undefined
  const done: PlannedFile[] = []
  try {
    made = await mkdir(plan.folder, { recursive: true })
    await inStaging(plan.folder, (staging) => replaceAll(plan.folder, changed, staging, done))
  } catch (refusal) {
    await undo(plan.folder, done)
    if (made !== undefined) await rm(made, { recursive: true, force: true })
    throw new EnvironmentFailure(`${plan.folder} cannot be written: ${sayRefusal(refusal)}`, refusal)
  }
}

/** Gives a folder on the same file system, and takes it away again however the process ends. */
async function inStaging(folder: string, use: (staging: string) => Promise<void>): Promise<void> {
  const staging = await mkdtemp(join(folder, '.tenon-'))
  const clear = (): void => rmSync(staging, { recursive: true, force: true })
  process.once('exit', clear)
  try {
    await use(staging)
  } finally {
    process.removeListener('exit', clear)
    clear()
  }
}

/** Writes everything beside its place first, so that a full disk is met before any file is replaced. */
async function replaceAll(
  folder: string,
  changed: readonly PlannedFile[],
  staging: string,
  done: PlannedFile[],
): Promise<void> {
  const staged = changed.map(async ({ text }, index) => {
    if (text !== null) await writeFile(join(staging, String(index)), text)
  })
  await Promise.all(staged)
  for (const [index, file] of changed.entries()) {
    const target = join(folder, file.path)
    if (file.text === null) await removeFile(folder, file.path)
    else {
      await mkdir(dirname(target), { recursive: true })
      await rename(join(staging, String(index)), target)
    }
    done.push(file)
  }
}

async function removeFile(folder: string, path: string): Promise<void> {
  await unlink(join(folder, path))
  // Folders that the removal leaves empty go too; one that is not empty is not ours to remove.
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    const isGone = await rmdir(join(folder, parent)).then(
      () => true,
      () => false,
    )
    if (!isGone) return
  }
}

async function undo(folder: string, done: readonly PlannedFile[]): Promise<void> {
  for (const { path, found } of done) {
    const target = join(folder, path)
    // What made the writing fail may make this fail too; then the first refusal is the one worth telling.
    await (found === null ? unlink(target) : putBack(target, found)).catch(() => undefined)
  }
}

/** The folder of a file that was removed may be gone with it. */
async function putBack(target: string, text: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, text)
}
