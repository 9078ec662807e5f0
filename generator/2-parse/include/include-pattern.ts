import type { Text } from '../../artifact/node.js'
import type { IncludedPlace } from '../../artifact/source-set.js'

/** An entry of `include`, with its path or pattern relative to the project. */
export interface IncludePattern extends IncludedPlace {
  readonly written: Text
  /** Its place in the list. */
  readonly index: number
  readonly path: string
  /** Whether it may mean several files, or none by name. */
  readonly isPattern: boolean
  /** Whether it leads out of the project. */
  readonly isOutside: boolean
}

/** Reads an entry, which is relative to the file that it stands in. */
export function readPattern(written: Text, index: number): IncludePattern {
  const { file } = written.at
  const path = joinPath(folderOf(file), written.text)
  const steps = path.split('/')
  const first = steps.findIndex((step) => /[*?]/.test(step))
  const isPattern = first >= 0
  const folder = steps.slice(0, isPattern ? first : -1).join('/')
  const depth = !isPattern ? 0 : steps.includes('**') ? Infinity : steps.length - 1 - first
  const pattern = isPattern ? new RegExp(`^${steps.map(expressionOf).join('')}$`) : null
  return {
    written,
    index,
    path,
    isPattern,
    isOutside: steps[0] === '..',
    folder,
    depth,
    // A pattern never means the file that it stands in: there, no other could be written.
    matches: (candidate) => (pattern === null ? candidate === path : candidate !== file && pattern.test(candidate)),
  }
}

/** The folder that a path lies in; empty for the project's own. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

function joinPath(folder: string, written: string): string {
  const steps = folder === '' ? [] : folder.split('/')
  for (const step of written.split('/')) {
    const last = steps.at(-1)
    if (step === '..' && last !== undefined && last !== '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

/** One step of a pattern. As everywhere, what begins with a dot is matched only by a dot. */
function expressionOf(step: string, index: number, { length }: readonly string[]): string {
  const isLast = index === length - 1
  if (step === '**') return isLast ? '(?:[^/.][^/]*/)*[^/.][^/]*' : '(?:[^/.][^/]*/)*'
  const text = step
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]')
  return `${/^[*?]/.test(step) ? '(?!\\.)' : ''}${text}${isLast ? '' : '/'}`
}
