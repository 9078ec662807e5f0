import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { nowhere } from '../artifact/node.js'
import { type Diagnostic, diagnostic } from '../diagnostic/diagnostic.js'
import { sayRefusal } from '../diagnostic/environment-failure.js'
import { isAbsence } from './read-source.js'

/** A folder of the project: its path relative to the project (empty for the project's own), and how many levels of folders in it count. */
export interface ListedFolder {
  readonly folder: string
  readonly depth: number
}

/**
 * The paths of all that lies in a folder, relative to the project; those of folders end in a slash. Where there is no
 * such folder, what lies in the nearest one above is listed instead, because something there may be what was meant.
 */
export async function listFolder(
  dir: string,
  { folder, depth }: ListedFolder,
  found: Diagnostic[],
): Promise<readonly string[]> {
  try {
    const entries = await readdir(join(dir, folder), { withFileTypes: true })
    const listed = await Promise.all(entries.map((entry) => listEntry(dir, entry, { folder, depth }, found)))
    return listed.flat()
  } catch (refusal) {
    if (isAbsence(refusal)) return folder === '' ? [] : listFolder(dir, { folder: above(folder), depth: 0 }, found)
    const file = folder === '' ? '.' : folder
    found.push(diagnostic('source_unreadable_error', nowhere(file), { file, problem: sayRefusal(refusal) }))
    return []
  }
}

async function listEntry(
  dir: string,
  entry: Dirent,
  { folder, depth }: ListedFolder,
  found: Diagnostic[],
): Promise<readonly string[]> {
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`
  // What a link leads to is seen when it is read. No link is followed to a folder: it may lead to one above.
  if (!entry.isDirectory()) return [path]
  const isOurs = !entry.name.startsWith('.') && entry.name !== 'node_modules'
  const inner = depth > 0 && isOurs ? await listFolder(dir, { folder: path, depth: depth - 1 }, found) : []
  return [`${path}/`, ...inner]
}

function above(folder: string): string {
  const parent = dirname(folder)
  return parent === '.' ? '' : parent
}
