import type { Span } from '../artifact/span.js'
import { codeFrame, type FrameStyle, type Mark } from './code-frame.js'
import type { Diagnostic } from './diagnostic.js'
import type { ReadyFix } from './fix.js'
import type { Paint } from './paint.js'
import { printable } from './printable.js'
import { readHint } from './read-hint.js'
import { sortDiagnostics } from './sort-diagnostics.js'
import type { SourceTexts } from './source-texts.js'
import { countDiagnostics, sayCounts, summarize } from './summarize.js'

/** How many diagnostics are printed in full; the rest are counted. The other formats print all. */
const mostShown = 50

/** Diagnostics as people read them: the problem first, its place in the text, the other ends of it, what to do. */
export function renderPretty(diagnostics: readonly Diagnostic[], texts: SourceTexts, paint: Paint): string {
  const sorted = sortDiagnostics(diagnostics)
  if (sorted.length === 0) return ''
  const blocks = sorted.slice(0, mostShown).map((found) => `${renderOne(found, texts, paint).join('\n')}\n`)
  const rest = sorted.slice(mostShown)
  if (rest.length > 0)
    blocks.push(`and ${rest.length} more (${sayCounts(countDiagnostics(rest))}); --format line prints all\n`)
  return `${blocks.join('\n')}\n${paint('strong', printable(summarize(sorted)))}\n`
}

function renderOne(found: Diagnostic, texts: SourceTexts, paint: Paint): string[] {
  const places = [found.at, ...found.related.map(({ at }) => at)]
  const style: FrameStyle = { gutter: gutterFor(places, texts), paint }
  const margin = ' '.repeat(style.gutter)
  const head = `${paint(found.severity, `${found.severity}[${found.code}]`)}${paint('strong', `: ${printable(found.message)}`)}`
  const hint = readHint(found, texts)
  // What is not safe is for the author to choose, which the hint leads to; editors offer it from the other formats.
  const fix = texts.fixesOf(found).find(({ isSafe }) => isSafe)
  const notes = [
    `${margin} ${paint('frame', '=')} help: ${printable(found.help)}`,
    ...(hint === null ? [] : [`${margin} ${paint('frame', '=')} hint: ${printable(hint)}`]),
    ...(fix === undefined ? [] : [`${margin} ${paint('frame', '=')} fix: ${printable(sayFix(fix))}`]),
  ]
  return [head, ...frames(found, texts, style), ...notes]
}

function sayFix({ title, edits }: ReadyFix): string {
  return `tenon check --fix (${edits.length} safe ${edits.length === 1 ? 'edit' : 'edits'}): ${title}`
}

function gutterFor(places: readonly Span[], texts: SourceTexts): number {
  const digits = places.map(({ file, start }) => String(texts.linesOf(file)?.position(start).line ?? '').length)
  return Math.max(1, ...digits)
}

/** One frame for each file, the diagnostic's own first, then in the order in which the related places name them. */
function frames(found: Diagnostic, texts: SourceTexts, style: FrameStyle): string[] {
  const marks = new Map<string, Mark[]>()
  const main: Mark = { ...found.at, label: '', sign: '^', meaning: found.severity }
  marks.set(found.at.file, [main])
  for (const { at, note } of found.related) {
    const mark: Mark = { ...at, label: note, sign: '-', meaning: 'frame' }
    marks.set(at.file, [...(marks.get(at.file) ?? []), mark])
  }
  return [...marks].flatMap(([file, inFile], index) =>
    showFile(file, inFile, index === 0 ? '-->' : ':::', texts, style),
  )
}

function showFile(
  file: string,
  marks: readonly Mark[],
  arrow: '-->' | ':::',
  texts: SourceTexts,
  style: FrameStyle,
): string[] {
  const lines = texts.linesOf(file)
  const head = `${' '.repeat(style.gutter)}${style.paint('frame', arrow)} ${printable(file)}`
  const first = marks[0]
  // A file that was never read has no lines to show, so what was to be said beside them stands behind its name.
  if (lines === null || first === undefined) {
    const labels = marks.map(({ label }) => label).filter((label) => label !== '')
    return [labels.length === 0 ? head : `${head}: ${printable(labels.join('; '))}`]
  }
  const { line, column } = lines.position(first.start)
  return [`${head}:${line}:${column}`, ...codeFrame(lines, marks, style)]
}
