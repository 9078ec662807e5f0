import { forbiddenNames } from '../../language/text-form.js'

/** A path that is matched: what it is called in a clause, what it names, and what must not be there twice. */
export interface PathTemplate {
  /** As written, without trailing slashes. */
  readonly text: string
  /** The names of its segments; `*` is the rest. */
  readonly names: readonly string[]
  /** Equal for two templates that match the same paths. */
  readonly signature: string
  readonly score: number
}

/** Reads a path template, or says what is wrong with it, fit to stand behind the path. */
export function readPathTemplate(written: string): PathTemplate | string {
  const text = withoutTrailingSlashes(written.trim())
  const problem = findPathProblem(text)
  if (problem !== null) return problem
  const segments = segmentsOf(text)
  const names: string[] = []
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1
    if (segment.includes('*') && !(segment === '*' && isLast)) return 'has a "*" that is not its last segment'
    const name = segment.startsWith(':') ? segment.slice(1) : null
    if (name !== null && (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || forbiddenNames.has(name)))
      return `has the segment "${segment}", which is no name`
    if (name !== null && names.includes(name)) return `has the segment "${segment}" twice`
    if (name !== null) names.push(name)
    if (segment === '*') names.push('*')
  }
  return { text, names, signature: segments.map(shapeOf).join('/'), score: scoreOf(segments) }
}

/** Reads a path without names, or says what is wrong with it. */
export function readLiteralPath(written: string): { readonly text: string } | string {
  const text = withoutTrailingSlashes(written.trim())
  return findPathProblem(text) ?? { text }
}

function findPathProblem(text: string): string | null {
  if (!text.startsWith('/')) return 'does not begin with "/"'
  if (/[?#]/.test(text)) return 'goes beyond the path: what stands behind "?" or "#" cannot be matched'
  if (segmentsOf(text).includes('')) return 'has an empty segment'
  if (!decodes(text)) return 'is not percent-encoded UTF-8'
  const isOfDots = (segment: string): boolean => /^\.{1,2}$/.test(decodeURIComponent(segment))
  return segmentsOf(text).some(isOfDots) ? 'has a segment of dots, which no client sends' : null
}

function withoutTrailingSlashes(path: string): string {
  return path.replace(/(?<=.)\/+$/, '')
}

function segmentsOf(text: string): readonly string[] {
  return text === '/' ? [] : text.slice(1).split('/')
}

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function shapeOf(segment: string): string {
  return segment === '*' || segment.startsWith(':')
    ? segment.charAt(0)
    : encodeURIComponent(decodeURIComponent(segment))
}

function scoreOf(segments: readonly string[]): number {
  return segments.reduce((sum, segment) => sum + (segment === '*' ? 1 : segment.startsWith(':') ? 10 : 100), 100)
}
