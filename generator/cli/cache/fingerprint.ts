import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import type { Basis } from '../../basis.js'

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

/**
 * What a result follows from, as it is on disk. Null where some of it may have changed since `since`, in milliseconds; what
 * lies in `own` was written by the run itself.
 */
export async function takeFingerprint(
  basis: Basis,
  { since, own }: { readonly since: number; readonly own: string },
): Promise<Fingerprint | null> {
  const files = [...new Set([...basis.files, ...(await listSettings(basis.files))])].sort()
  const others = files.filter((path) => !path.startsWith(own))
  const changed = await Promise.all(others.map(async (path) => (await changedAt(path)) >= since))
  if (changed.some((isNewer) => isNewer)) return null
  const folders = [...new Set(basis.folders)].sort()
  return {
    files: Object.fromEntries(await Promise.all(files.map(async (path) => [path, await hashFile(path)] as const))),
    folders: Object.fromEntries(await Promise.all(folders.map(async (path) => [path, await hashNames(path)] as const))),
  }
}

/** The files above and beside code that say how it is read, whether they are there or not, and those that they name. */
async function listSettings(files: readonly string[]): Promise<ReadonlySet<string>> {
  const settings = new Set<string>()
  const configs = new Set<string>()
  for (const folder of foldersAbove(files)) {
    settings.add(join(folder, 'package.json'))
    configs.add(join(folder, 'tsconfig.json'))
  }
  for (const config of configs)
    for (const named of namedBy((await read(config))?.toString() ?? ''))
      for (const path of placesOf(named, config)) configs.add(path)
  return new Set([...settings, ...configs])
}

function foldersAbove(files: readonly string[]): ReadonlySet<string> {
  const folders = new Set(files.map((file) => dirname(file)))
  for (const folder of folders) folders.add(dirname(folder))
  return folders
}

/** What a tsconfig.json extends: such files have comments, so that they are not quite JSON. */
function namedBy(config: string): readonly string[] {
  const [, value = ''] = /"extends"\s*:\s*("[^"]*"|\[[^\]]*\])/.exec(config) ?? []
  return [...value.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name)
}

/** Everywhere that a name in `extends` may mean a file. */
function placesOf(name: string, config: string): readonly string[] {
  const packages = [...foldersAbove([config])].map((folder) => join(folder, 'node_modules', name))
  const stems = isAbsolute(name) || name.startsWith('.') ? [resolve(dirname(config), name)] : packages
  return stems.flatMap((stem) => [stem, `${stem}.json`, join(stem, 'tsconfig.json'), join(stem, 'package.json')])
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
