import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative } from 'node:path'
import type { SourceFile } from '../artifact/source-file.js'
import { EnvironmentFailure, sayRefusal } from '../diagnostic/environment-failure.js'

const mark = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * Replaces the text of a file that still holds what was read; false where it does not, or where the file lies outside of the
 * project or in an installed package. The file is replaced at once or not at all, and keeps its byte order mark and its mode.
 */
export async function writeText(dir: string, { path, text }: SourceFile, before: string): Promise<boolean> {
  let beside: string | null = null
  try {
    const target = await realpath(join(dir, path))
    if (isInstalled(target) || !isOwn(relative(await realpath(dir), target))) return false
    const bytes = await readFile(target)
    if (new TextDecoder().decode(bytes) !== before) return false
    const isMarked = bytes.subarray(0, mark.length).equals(mark)
    beside = join(dirname(target), `.${basename(target)}.${process.pid}.tenon`)
    await writeFile(beside, isMarked ? Buffer.concat([mark, Buffer.from(text)]) : text, {
      flag: 'wx',
      mode: (await stat(target)).mode,
    })
    await rename(beside, target)
    return true
  } catch (refusal) {
    if (beside !== null) await rm(beside, { force: true })
    throw new EnvironmentFailure(`${path} cannot be written: ${sayRefusal(refusal)}`, refusal)
  }
}

/** Whether a path, relative to the project, is a file of the project's own. */
export function isOwn(path: string): boolean {
  return !isAbsolute(path) && !/^\.\.(\/|\\|$)/.test(path) && !isInstalled(path)
}

function isInstalled(path: string): boolean {
  return path.split(/[/\\]/).includes('node_modules')
}
