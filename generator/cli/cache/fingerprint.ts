import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Basis } from '../../build.js'

/** What was on disk: the hash of each file, and of the names in each folder; null for what was not there. Paths are absolute. */
export interface Fingerprint {
  readonly files: Readonly<Record<string, string | null>>
  readonly folders: Readonly<Record<string, string | null>>
}

/** Whether everything on disk still is what it was. */
export async function isUnchanged({ files, folders }: Fingerprint): Promise<boolean> {
  const same = await Promise.all([
    ...Object.entries(files).map(async ([path, hash]) => (await hashFile(path)) === hash),
    ...Object.entries(folders).map(async ([path, hash]) => (await hashNames(path)) === hash),
  ])
  return same.every((isSame) => isSame)
}

/** What a result follows from, as it is on disk; null where some of it may have changed since `since`, in milliseconds. */
export async function takeFingerprint(basis: Basis, since: number): Promise<Fingerprint | null> {
  const settings = await listSettings(basis.files)
  if (settings === null) return null
  const files = [...new Set([...basis.files, ...settings])].sort()
  const changed = await Promise.all(files.map(async (path) => (await changedAt(path)) >= since))
  if (changed.some((isNewer) => isNewer)) return null
  const folders = [...new Set(basis.folders)].sort()
  return {
    files: Object.fromEntries(await Promise.all(files.map(async (path) => [path, await hashFile(path)] as const))),
    folders: Object.fromEntries(await Promise.all(folders.map(async (path) => [path, await hashNames(path)] as const))),
  }
}

/**
 * The files above and beside code that say how it is read, whether they are there or not. Null where one of them goes on in
 * another place, which is not followed.
 */
async function listSettings(files: readonly string[]): Promise<readonly string[] | null> {
  const folders = new Set(files.map((file) => dirname(file)))
  for (const folder of folders) folders.add(dirname(folder))
  const settings = [...folders].flatMap((folder) => [join(folder, 'package.json'), join(folder, 'tsconfig.json')])
  const configs = settings.filter((path) => path.endsWith('tsconfig.json'))
  const isOpen = await Promise.all(configs.map(async (path) => /"extends"/.test((await read(path))?.toString() ?? '')))
  return isOpen.some((goesOn) => goesOn) ? null : settings
}

async function read(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch {
    // What cannot be read is as good as not there: whatever was made of it will be told again.
    return null
  }
}

async function hashFile(path: string): Promise<string | null> {
  const bytes = await read(path)
  return bytes === null ? null : hash(bytes)
}

async function hashNames(path: string): Promise<string | null> {
  try {
    const entries = await readdir(path, { withFileTypes: true })
    return hash(JSON.stringify(entries.map((entry) => [entry.name, entry.isDirectory()].join(' ')).sort()))
  } catch {
    return null
  }
}

async function changedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs
  } catch {
    return 0
  }
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64')
}
