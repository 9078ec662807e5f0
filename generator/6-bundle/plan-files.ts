// In: the files that phase 5 emitted, and the folder they belong into.
// Out: for each file, and for each file of the last generation, what has to be done and whether somebody edited it.
// Promise: nothing is written; a file that is not ours is never planned to be removed.
// Not its job: to decide whether a difference is allowed.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { emittedListFile, readEmittedList } from '../artifact/emitted-list.js'
import type { EmittedFile, FileSet } from '../artifact/file-set.js'
import { EnvironmentFailure, sayRefusal } from '../diagnostic/environment-failure.js'
import { digest } from './digest.js'

/** One file of the output folder. `text` is null for one that is to be removed, `found` for one that is not there yet. */
export interface PlannedFile {
  /** Relative to the folder, forward slashes. */
  readonly path: string
  readonly change: 'created' | 'replaced' | 'unchanged' | 'removed'
  /** It was written by somebody else than the last generation, and would be lost. */
  readonly isEdited: boolean
  readonly found: string | null
  readonly text: string | null
}

/** What generation would do to one folder, in code-unit order of path. */
export interface FilePlan {
  /** Absolute. */
  readonly folder: string
  readonly files: readonly PlannedFile[]
}

/** Holds the emitted files against the folder. Throws an `EnvironmentFailure` when the folder cannot be read. */
export async function planFiles(folder: string, emitted: FileSet): Promise<FilePlan> {
  const { files: last } = readEmittedList(await readIfThere(folder, emittedListFile))
  const listed = new Map(Object.entries(last))
  const planned = (await planTexts(folder, emitted.files)).files.map((file) => ({
    ...file,
    isEdited: file.change === 'replaced' && file.path !== emittedListFile && !isOurs(file.found, listed.get(file.path)),
  }))
  const wanted = new Set(emitted.files.map(({ path }) => path))
  const removed = [...listed]
    .filter(([path]) => !wanted.has(path) && staysInside(path))
    .map(async ([path, hash]) => {
      const found = await readIfThere(folder, path)
      return { path, change: 'removed', isEdited: found !== null && !isOurs(found, hash), found, text: null } as const
    })
  return sorted(folder, [...planned, ...(await Promise.all(removed)).filter(({ found }) => found !== null)])
}

/** The same for files of which no list is kept: nothing is removed, and nobody else is expected to write them. */
export async function planTexts(folder: string, files: readonly EmittedFile[]): Promise<FilePlan> {
  const planned = files.map(async ({ path, text }) => {
    const found = await readIfThere(folder, path)
    const change = found === null ? 'created' : found === text ? 'unchanged' : 'replaced'
    return { path, change, isEdited: false, found, text } as const
  })
  return sorted(folder, await Promise.all(planned))
}

function sorted(folder: string, files: readonly PlannedFile[]): FilePlan {
  return { folder, files: [...files].sort((left, right) => (left.path < right.path ? -1 : 1)) }
}

/** A checkout may have turned line ends round, which nobody would call an edit. */
function isOurs(found: string | null, hash: string | undefined): boolean {
  if (found === null || hash === undefined) return false
  return digest(found) === hash || digest(found.replaceAll('\r\n', '\n')) === hash
}

/** The list decides what is removed, so a list that somebody tampered with must not reach out of the folder. */
function staysInside(path: string): boolean {
  return path !== '' && !path.split(/[/\\]/).some((part) => part === '..' || part === '' || part.includes(':'))
}

async function readIfThere(folder: string, path: string): Promise<string | null> {
  try {
    return await readFile(join(folder, path), 'utf8')
  } catch (refusal) {
    if (typeof refusal === 'object' && refusal !== null && 'code' in refusal && refusal.code === 'ENOENT') return null
    throw new EnvironmentFailure(`${join(folder, path)} cannot be read: ${sayRefusal(refusal)}`, refusal)
  }
}
