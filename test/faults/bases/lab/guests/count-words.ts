import { isWord } from 'word-list'

export function countWords(text: string): number {
  return text.split(' ').filter((word) => isWord(word)).length
}
