// Paths as modules are known by: absolute, forward slashes, `/a/b.js` or `C:/a/b.js`. No disk is asked.

const root = /^(?:[A-Za-z]:)?\//

export function isAbsolutePath(path: string): boolean {
  return root.test(path)
}

/** `./a`, `../a`, `/a`, `.` and `..`: what names a file, and not a native or a package. */
export function isPathLike(specifier: string): boolean {
  return /^\.{1,2}(?:\/|$)/.test(specifier) || isAbsolutePath(specifier)
}

/** The path seen from a folder, without `.`, `..` and doubled slashes. Never leads above the root. */
export function joinPath(folder: string, path: string): string {
  const whole = isAbsolutePath(path) ? path : `${folder}/${path}`
  const [top = ''] = root.exec(whole) ?? []
  const parts: string[] = []
  for (const part of whole.slice(top.length).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return top + parts.join('/')
}

/** The folder that a path lies in; the root lies in itself. */
export function folderOf(path: string): string {
  return joinPath(path, '..')
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The ending of a path with its dot; empty where the name has none. */
export function endingOf(path: string): string {
  return /(?<=[^/])\.[^./]*$/.exec(path)?.[0] ?? ''
}

/** A folder and every folder that it lies in, innermost first. */
export function foldersAbove(folder: string): string[] {
  const found: string[] = []
  for (let at = folder; at !== found.at(-1); at = folderOf(at)) found.push(at)
  return found
}

/** The `node_modules` folders that packages are looked for in, nearest first. */
export function nodeModulesAbove(folder: string): string[] {
  return foldersAbove(folder)
    .filter((at) => baseName(at) !== 'node_modules')
    .map((at) => joinPath(at, 'node_modules'))
}
