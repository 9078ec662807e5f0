import { tokenizer } from 'acorn'
import type { Extent } from '../2-parse/yaml/find-comments.js'

/** The comments of a text of TypeScript or JavaScript that end with their line. The words of both are the same. */
export function findCodeComments(text: string): readonly Extent[] {
  const found: Extent[] = []
  for (let from = 0; from < text.length; ) from = readFrom(text, from, found)
  return found
}

/** Reads words up to the end, or to behind a character that no word of JavaScript begins with: decorators have one. */
function readFrom(text: string, from: number, found: Extent[]): number {
  const onComment = (isBlock: boolean, _: string, start: number, end: number): void => {
    if (!isBlock) found.push({ start: from + start, end: from + end })
  }
  try {
    const words = tokenizer(text.slice(from), { ecmaVersion: 'latest', sourceType: 'module', onComment })
    while (words.getToken().type.label !== 'eof');
    return text.length
  } catch (error) {
    if (!(error instanceof SyntaxError) || !('pos' in error)) throw error
    return from + Number(error.pos) + 1
  }
}
