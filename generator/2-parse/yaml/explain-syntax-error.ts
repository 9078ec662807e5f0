import type { YAMLException } from 'js-yaml'
import type { SourceFile } from '../../artifact/source-set.js'
import { type Diagnostic, diagnostic, type Related } from '../../diagnostic/diagnostic.js'
import { deepest, type ParseCode } from './build-tree.js'
import { findOpenBracket, findOpenQuote, findQuoteBefore, findUnclosedQuote } from './find-opening.js'

/** What is wrong, and where: the parser stops where it cannot go on, which is often behind the mistake. */
interface Explained {
  readonly start: number
  readonly problem: string
  readonly related?: readonly Related[]
}

/** Says in plain words, at the place where the mistake is, why the parser could not read a text. */
export function explainSyntaxError(file: SourceFile, code: ParseCode, error: YAMLException): Diagnostic {
  const stopped = Math.min(error.mark?.position ?? 0, file.text.length)
  const { start, problem, related = [] } = explain(file, error.reason, stopped)
  const end = Math.min(start + 1, file.text.length)
  return diagnostic(code, { file: file.path, start, end }, { problem }, { path: '$', related })
}

function explain(file: SourceFile, reason: string, stopped: number): Explained {
  const { text } = file
  const quote = /within a (single|double) quoted scalar$/.exec(reason)?.[1]
  if (quote !== undefined) {
    const start = findOpenQuote(text.slice(0, stopped), quote === 'single' ? "'" : '"') ?? stopped
    return { start, problem: 'the quote that opens here is never closed' }
  }
  if (reason === 'unexpected end of the stream within a flow collection') {
    const start = findOpenBracket(text, stopped) ?? stopped
    return { start, problem: `the "${text[start] ?? '['}" that opens here is never closed` }
  }
  const tab = findIndentingTab(text, stopped)
  if (tab !== null) return { start: tab, problem: 'a tab stands in the indentation; YAML is indented with spaces' }
  if (inBrackets.has(reason)) return explainInBrackets(file, reason, stopped)
  return explainInBlock(file, reason, stopped)
}

const deficient = 'deficient indentation'
const inBrackets = new Set([deficient, 'missed comma between flow collection entries'])

function explainInBrackets(file: SourceFile, reason: string, stopped: number): Explained {
  const { text } = file
  const quote = reason === deficient ? findUnclosedQuote(text.slice(0, stopped).trimEnd()) : null
  if (quote !== null) return { start: quote, problem: 'the quote that opens here is never closed' }
  const opening = findOpenBracket(text, stopped)
  const bracket = opening === null ? '[' : text[opening]
  if (opening !== null && text.slice(stopped).trim() === '')
    return { start: opening, problem: `the "${bracket}" that opens here is never closed` }
  const related = relate(file, opening, `this "${bracket}" is still open`)
  return { start: stopped, problem: explainBracket(reason, text[stopped], bracket === '{' ? '}' : ']'), related }
}

function explainBracket(reason: string, sign: string | undefined, closing: string): string {
  if (reason !== deficient)
    return `a comma is missing before this, or a "${closing}"; text with brackets or commas in it needs quotes`
  if (sign === ']' || sign === '}') return `this "${sign}" must be indented more than the key it belongs to`
  return 'this line stands inside brackets that are still open, and is not indented as they are'
}

function explainInBlock(file: SourceFile, reason: string, stopped: number): Explained {
  const { text } = file
  const general = words.get(reason) ?? (/\btag\b/.test(reason) ? noTags : reason)
  if (reason === noColon) return { start: findLineBefore(text, stopped), problem: 'a ":" is missing behind this key' }
  if (!vague.has(reason)) return { start: stopped, problem: general }
  const quote = findQuoteBefore(text, stopped)
  if (quote === null) return { start: stopped, problem: explainSign(text, stopped) ?? general }
  const related = relate(file, quote, 'the quotes open here')
  return { start: stopped, problem: 'text goes on behind closed quotes', related }
}

function explainSign(text: string, stopped: number): string | null {
  const sign = text[stopped]
  const isBehindKey = /:[ \t]/.test(lineBefore(text, stopped))
  if (sign === '@' || sign === '`' || sign === '%') return `text cannot begin with "${sign}" without quotes`
  if (sign === '-' && isBehindKey) return 'the entries of a list begin on a line of their own'
  if (sign !== ':') return null
  return isBehindKey
    ? 'a second ":" stands on this line; text with ": " in it needs quotes'
    : 'this ":" stands behind text that began on a line before: either a ":" is missing there, or this line is indented too far'
}

const noColon = 'can not read a block mapping entry; a multiline key may not be an implicit key'
const noTags = 'a tag stands here, and tags are not allowed: text that begins with "!" needs quotes'

/** Reasons that say that something is not what could stand here, and no more. */
const vague = new Set([
  'bad indentation of a mapping entry',
  'bad indentation of a sequence entry',
  'end of the stream or a document separator is expected',
  "expected ':' after a mapping key",
])

const words: ReadonlyMap<string, string> = new Map([
  [
    'bad indentation of a mapping entry',
    'this does not continue what stands before, and is indented as no other key is',
  ],
  ['bad indentation of a sequence entry', 'this is indented as no other entry of the list is'],
  ['end of the stream or a document separator is expected', 'this does not continue what stands before it'],
  ["expected ':' after a mapping key", 'a ":" is missing before this'],
  [
    'a whitespace character is expected after the key-value separator within a block mapping',
    'a space is missing behind ":"',
  ],
  ["expected the node content, but found ','", 'a value is missing before this comma'],
  ['unknown escape sequence', 'there is no such escape; write "\\\\" for a backslash, or use single quotes'],
  ['expected hexadecimal character', 'a digit of this escape is missing'],
  ['a line break is expected', 'the text of a block begins on the next line'],
  ['directives end mark is expected', 'a "---" is missing behind the directives'],
  ['unacceptable YAML version of the document', 'this is not YAML 1.2'],
  ['the stream contains non-printable characters', 'a character that cannot be seen stands here'],
  ['expected valid JSON character', 'a control character stands here'],
  ['null byte is not allowed in input', 'a null byte stands here'],
  ['name of an alias node must contain at least one character', 'a name is missing behind "*"; text needs quotes'],
  ['name of an anchor node must contain at least one character', 'a name is missing behind "&"; text needs quotes'],
  ['alias node should not have any properties', 'an alias stands alone: the anchor belongs to what it stands for'],
  ['duplication of an anchor property', 'a value has one anchor'],
  [`nesting exceeded maxDepth (${deepest})`, `values are nested more than ${deepest} deep`],
])

function relate(file: SourceFile, start: number | null, note: string): readonly Related[] {
  return start === null ? [] : [{ note, at: { file: file.path, start, end: start + 1 } }]
}

/** The first tab of the line's indentation. */
function findIndentingTab(text: string, stopped: number): number | null {
  const before = lineBefore(text, stopped)
  const indentation = /^ *\t/.exec(before + (text[stopped] ?? ''))
  return indentation === null ? null : stopped - before.length + indentation[0].length - 1
}

/** Where the text of the line begins that stands before the line of an offset. */
function findLineBefore(text: string, offset: number): number {
  const end = text.slice(0, offset - lineBefore(text, offset).length).trimEnd().length
  const line = lineBefore(text, end)
  return end - line.trimStart().length
}

function lineBefore(text: string, offset: number): string {
  if (offset === 0) return ''
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1
  return text.slice(start, offset)
}
