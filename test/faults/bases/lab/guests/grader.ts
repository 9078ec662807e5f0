import { basename } from 'node:path'
import { weigh } from 'balance'
import { countWords } from './count-words.js'

export default {
  'sample.grade': ({ label }: { label: string }) => ({
    grade: weigh(label) > 3 ? basename(label) : 'light',
    words: countWords(label),
  }),
}
