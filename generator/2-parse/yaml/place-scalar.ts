import type { ScalarEvent } from 'js-yaml'
import type { SourceFile } from '../../artifact/source-file.js'
import type { Span } from '../../artifact/span.js'
import { findBlockHeader, findGap, trimBlockEnd } from './find-place.js'
import { scalarStyle } from './read-scalar.js'

/** Where a scalar stands, its quotes or the header of its block included; what precedes it ends at `end`. */
export function placeScalar({ path: file, text }: SourceFile, event: ScalarEvent, end: number): Span {
  const { valueStart, valueEnd, style } = event
  const before = Math.max(end, event.anchorEnd, event.tagEnd)
  if (valueStart < 0) {
    const gap = before === end ? findGap(text, before) : before
    return { file, start: gap, end: gap }
  }
  if (style === scalarStyle.plain) return { file, start: valueStart, end: valueEnd }
  if (style === scalarStyle.single || style === scalarStyle.double)
    return { file, start: valueStart - 1, end: valueEnd + 1 }
  const header = findBlockHeader(text, before, valueStart)
  return { file, start: header, end: trimBlockEnd(text, valueEnd, header + 1) }
}
