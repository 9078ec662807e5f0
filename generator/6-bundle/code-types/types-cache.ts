import { readFile } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { digest } from '../digest.js'
import { type FilePlan, planTexts } from '../plan-files.js'

/** What code was found right with: as long as none of it has changed, it is right. */
interface TypesRecord {
  readonly key: string
  /** The hash of every file of the project that was read, by path relative to it. */
  readonly files: Readonly<Record<string, string>>
}

function recordName(appId: string): string {
  return `${appId}.code-types.json`
}

/** Whether the code has been found right as it is now. */
export async function isKnownRight(projectDir: string, appId: string, key: string): Promise<boolean> {
  try {
    const record: TypesRecord = JSON.parse(await readFile(join(projectDir, '.tenon', recordName(appId)), 'utf8'))
    if (record.key !== key) return false
    const files = Object.entries(record.files)
    const same = await Promise.all(
      files.map(async ([path, hash]) => digest(await readFile(join(projectDir, path))) === hash),
    )
    return same.every((isSame) => isSame)
  } catch {
    // A record that is missing or broken, or a file that is gone: then the code is checked.
    return false
  }
}

/** The record of a project and the files that it is about, absolute; null where there is none. */
export async function listRecorded(projectDir: string, appId: string): Promise<readonly string[] | null> {
  const file = join(projectDir, '.tenon', recordName(appId))
  try {
    const { files }: TypesRecord = JSON.parse(await readFile(file, 'utf8'))
    return [file, ...Object.keys(files).map((path) => join(projectDir, path))]
  } catch {
    return null
  }
}

/** The record of code that is right, for the project's `.tenon` folder. `files` are absolute; packages are left out. */
export async function planRecord(
  projectDir: string,
  { appId, key, files }: { readonly appId: string; readonly key: string; readonly files: readonly string[] },
): Promise<FilePlan> {
  const own = files
    .map((file) => relative(projectDir, file))
    .filter((path) => !path.startsWith('..') && !isAbsolute(path) && !path.split(sep).includes('node_modules'))
    .sort()
  const hashes = own.map(
    async (path) => [path.replaceAll('\\', '/'), digest(await readFile(join(projectDir, path)))] as const,
  )
  const record: TypesRecord = { key, files: Object.fromEntries(await Promise.all(hashes)) }
  return planTexts(join(projectDir, '.tenon'), [
    { path: '.gitignore', text: '*\n' },
    { path: recordName(appId), text: `${JSON.stringify(record)}\n` },
  ])
}
