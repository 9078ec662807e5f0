import type { ModuleSource } from '../artifact/source-set.js'

type Unreadable = ModuleSource & { readonly kind: 'unreadable' }

/** A source that cannot be used, for a reason that has no place in it. */
export function unreadable(problem: string): Unreadable {
  return { kind: 'unreadable', problem, file: null, line: 0, column: 0 }
}

interface Location {
  readonly file: string
  readonly line: number
  /** In bytes of UTF-8, from 0. */
  readonly column: number
  readonly lineText: string
}

interface BuildMessage {
  readonly text: string
  readonly location: Location | null
}

/** What esbuild found wrong in a source, with its place there; anything else that it throws goes on. */
export function explainBuild(failure: unknown): Unreadable {
  const [first] = messagesOf(failure)
  if (first === undefined) throw failure
  const { text, location } = first
  if (location === null) return unreadable(text)
  const file = location.file.split('\\').join('/')
  const before = Buffer.from(location.lineText).subarray(0, location.column).toString()
  return { kind: 'unreadable', problem: text, file, line: location.line, column: before.length + 1 }
}

/** The errors of a build that failed; none where it was something else that failed. */
export function messagesOf(failure: unknown): readonly BuildMessage[] {
  const errors = typeof failure === 'object' && failure !== null && 'errors' in failure ? failure.errors : null
  return Array.isArray(errors) ? (errors as readonly BuildMessage[]) : []
}
