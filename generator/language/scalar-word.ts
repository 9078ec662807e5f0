import type { ScalarWord } from '../artifact/documents.js'

/** The scalar types with what they accept. */
export const scalarWords = {
  text: 'any text, also the empty one',
  id: 'text that is not empty',
  int: 'a whole number within ±(2^53−1)',
  number: 'a finite number',
  bool: 'true or false',
  timestamp: 'an RFC 3339 date and time',
} as const satisfies Record<ScalarWord, string>

/** What other languages call them. */
export const foreignScalarWords: ReadonlyMap<string, ScalarWord> = new Map<string, ScalarWord>([
  ['string', 'text'],
  ['str', 'text'],
  ['varchar', 'text'],
  ['uuid', 'id'],
  ['integer', 'int'],
  ['long', 'int'],
  ['float', 'number'],
  ['double', 'number'],
  ['decimal', 'number'],
  ['boolean', 'bool'],
  ['date', 'timestamp'],
  ['datetime', 'timestamp'],
  ['time', 'timestamp'],
])

/** Whether a word is one of the scalar types. */
export function isScalarWord(word: string): word is ScalarWord {
  return Object.hasOwn(scalarWords, word)
}
