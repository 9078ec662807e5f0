import { getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml'
import { type Misfit, resolvePlain, type ScalarValue } from './resolve-plain.js'

/** How a scalar is written, by the parser's numbers. */
export const scalarStyle = {
  plain: SCALAR_STYLE.PLAIN,
  single: SCALAR_STYLE.SINGLE_QUOTED,
  double: SCALAR_STYLE.DOUBLE_QUOTED,
} as const

/** Reads a scalar: what is not quoted is resolved, what is quoted or a block is text. */
export function readScalar(source: string, event: ScalarEvent): ScalarValue | Misfit {
  const text = getScalarValue(source, event)
  if (event.style === scalarStyle.plain) return resolvePlain(text)
  if (event.style === scalarStyle.double && !event.fast) {
    // The parser takes any eight digits, and makes something of those that are no character.
    const written = source.slice(event.valueStart, event.valueEnd)
    if (!text.isWellFormed() || beyondUnicode.test(written)) return noCharacter
  }
  return text
}

const noCharacter: Misfit = { problem: 'an escape in this text is half a character, or none' }

const beyondUnicode = /(?:^|[^\\])(?:\\\\)*\\U(?!00(?:0[0-9a-fA-F]|10))/
