import { joinPath } from './paths.js'
import type { SourceLoader } from './source-loader.js'

/** Sources that are given as texts, by path; paths that are not absolute lie in the root. */
export function memoryLoader(files: Readonly<Record<string, string>>): SourceLoader {
  const texts = new Map(Object.entries(files).map(([path, text]) => [joinPath('/', path), text]))
  return {
    read: (path) => texts.get(path) ?? null,
    has: (path) => texts.has(path),
    list: (folder) => {
      const start = folder.endsWith('/') ? folder : `${folder}/`
      const below = [...texts.keys()].filter((path) => path.startsWith(start))
      return [...new Set(below.map((path) => path.slice(start.length).split('/')[0] ?? ''))]
    },
  }
}
