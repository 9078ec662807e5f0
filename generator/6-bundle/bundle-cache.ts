import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { FileSet } from '../artifact/file-set.js'
import { digest } from './digest.js'

/** What a bundle was made from, kept beside it: as long as none of it has changed, the bundle need not be made again. */
interface BundleRecord {
  /** Over the emitted files, the target and the version of Tenon. */
  readonly key: string
  /** Over the bundle. */
  readonly code: string
  /** Size and time of change of every other file in it, by path relative to the project. */
  readonly inputs: Readonly<Record<string, readonly [size: number, changed: number]>>
}

/** The name of one bundle's file, for a project's `.tenon` folder; its source map and its record stand beside it. */
export function bundleFile(appId: string): string {
  return `${appId}.mjs`
}

/** What all emitted files say, the target and the version of Tenon, in one hash. */
export function bundleKey(emitted: FileSet, target: string, version: string): string {
  return digest(JSON.stringify([version, target, emitted.files.map(({ path, text }) => [path, text])]))
}

/** The text of a record for a new bundle. `inputs` are paths relative to the project. */
export async function recordBundle(
  projectDir: string,
  { key, code, inputs }: { readonly key: string; readonly code: string; readonly inputs: readonly string[] },
): Promise<string> {
  const stamps = inputs.map(async (path) => [path, await stampOf(projectDir, path)] as const)
  const known = (await Promise.all(stamps)).filter(([, stamp]) => stamp !== null)
  return `${JSON.stringify({ key, code: digest(code), inputs: Object.fromEntries(known) })}\n`
}

/** Whether the bundle in a folder is what bundling would give now. */
export async function isFresh(projectDir: string, folder: string, appId: string, key: string): Promise<boolean> {
  try {
    const record: BundleRecord = JSON.parse(await readFile(join(folder, `${bundleFile(appId)}.json`), 'utf8'))
    if (record.key !== key || digest(await readFile(join(folder, bundleFile(appId)))) !== record.code) return false
    const stamps = Object.entries(record.inputs).map(async ([path, [size, changed]]) => {
      const now = await stampOf(projectDir, path)
      return now !== null && now[0] === size && now[1] === changed
    })
    return (await Promise.all(stamps)).every((isSame) => isSame)
  } catch {
    // A record that is missing or broken says nothing, and then the bundle is made.
    return false
  }
}

async function stampOf(projectDir: string, path: string): Promise<readonly [number, number] | null> {
  try {
    const { size, mtimeMs } = await stat(resolve(projectDir, path))
    return [size, mtimeMs]
  } catch {
    return null
  }
}
