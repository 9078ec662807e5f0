import { type Extent, findComments } from '../2-parse/yaml/find-comments.js'
import type { SourceFile } from '../artifact/source-file.js'
import type { Span } from '../artifact/span.js'
import { lineIndex } from '../diagnostic/line-index.js'
import { findCodeComments } from './find-code-comments.js'
import { mentionsSuppression } from './mentions-suppression.js'

/** A comment that says that a warning of the line is known: `# tenon-ignore <code>: reason`. */
export interface Suppression {
  /** The comment. */
  readonly at: Span
  /** As written; empty where none is. */
  readonly code: string
  readonly codeAt: Span
  /** Empty where none is given. */
  readonly reason: string
  /** The line that it speaks of, counted from 1. */
  readonly line: number
}

/** The suppressions in a file of YAML or of code. */
export function readSuppressions({ path, text }: SourceFile): readonly Suppression[] {
  if (!mentionsSuppression({ path, text })) return []
  const isYaml = /\.ya?ml$/.test(path)
  if (!isYaml && !/\.[cm]?[jt]sx?$/.test(path)) return []
  const comments = isYaml ? findComments({ path, text }) : findCodeComments(text)
  const lineOf = findLines(text, isYaml ? '#' : '//')
  return comments.flatMap((comment) => {
    const written = /^(?:#|\/\/)\s*tenon-ignore(?![\w-])\s*/.exec(text.slice(comment.start, comment.end))?.[0]
    return written === undefined ? [] : [readSuppression({ path, text }, comment, written.length, lineOf(comment))]
  })
}

function readSuppression({ path, text }: SourceFile, comment: Extent, length: number, line: number): Suppression {
  const start = comment.start + length
  const said = text.slice(start, comment.end)
  const code = /^\w*/.exec(said)?.[0] ?? ''
  const reason = /^\s*:(.*)$/s.exec(said.slice(code.length))?.[1]?.trim() ?? ''
  return {
    at: { file: path, ...comment },
    code,
    codeAt: { file: path, start, end: start + code.length },
    reason,
    line,
  }
}

/** A comment behind something speaks of its own line; one that stands alone, of the next line that is more than a comment. */
function findLines(text: string, sign: '#' | '//'): (comment: Extent) => number {
  const lines = lineIndex(text)
  const isBare = (line: number): boolean =>
    /^(\s*$)/.test(lines.textOf(line)) || lines.textOf(line).trim().startsWith(sign)
  return ({ start }) => {
    let { line } = lines.position(start)
    if (!isBare(line)) return line
    while (line < lines.count && isBare(line)) line += 1
    return line
  }
}
