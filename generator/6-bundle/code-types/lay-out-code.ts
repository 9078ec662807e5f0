import { existsSync } from 'node:fs'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, parse, relative } from 'node:path'

/** A folder that is laid over the file system: what stands in it is read instead of what stands on disk. */
export interface Overlay {
  /** Where the file of an absolute path lies in it. */
  over(path: string): string
  /** The path that a file of it stands for; null for one that is not in it. */
  under(file: string): string | null
  /** What TypeScript must be told of it. */
  readonly rootDirs: readonly string[]
}

/** `project` is absolute; paths below its root keep their places, so that relative imports do. */
export function overlayAt(folder: string, project: string): Overlay {
  const { root } = parse(project)
  return {
    over: (path) => join(folder, relative(root, path)),
    under: (file) => {
      const way = relative(folder, file)
      return way.startsWith('..') ? null : join(root, way)
    },
    rootDirs: [root, folder],
  }
}

/** Writes files into it by absolute path, and lets them find the packages that the project finds. */
export async function layOut(overlay: Overlay, project: string, texts: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of texts) {
    const file = overlay.over(path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  for (const folder of foldersAbove(project)) {
    const packages = join(folder, 'node_modules')
    if (!existsSync(packages)) continue
    await mkdir(overlay.over(folder), { recursive: true })
    await symlink(packages, overlay.over(packages), 'junction').catch(() => undefined)
  }
}

/** A folder and those above it, the nearest first. */
export function foldersAbove(folder: string): readonly string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)]
}
