import { expect, it } from 'vitest'
import { diagnostic } from '../../../generator/diagnostic/diagnostic.js'
import { fingerprint } from '../../../generator/diagnostic/fingerprint.js'
import { sourceTexts } from '../../../generator/diagnostic/source-texts.js'

function found(text: string, word: string, path?: string) {
  const start = text.indexOf(word)
  const at = { file: 'a.yaml', start, end: start + word.length }
  return diagnostic('manifest_invalid_error', at, { problem: 'no' }, path === undefined ? {} : { path })
}

function name(text: string, ...mistakes: readonly ReturnType<typeof found>[]): readonly string[] {
  return fingerprint(mistakes, sourceTexts([{ path: 'a.yaml', text }]))
}

it('stays the same when lines come above, and follows the path or the line', () => {
  const text = 'a: 1\nb: 2\n'
  const more = `# more\n${text}`
  expect(name(text, found(text, 'b'))).toEqual(name(more, found(more, 'b')))
  expect(name(text, found(text, 'b', 'b'))).toEqual(name(more, found(more, 'b', 'b')))
  expect(name(text, found(text, 'b'))).not.toEqual(name(text, found(text, 'a')))
})

it('is another for each of several that are alike', () => {
  const text = 'a: 1\n'
  const [first, second] = name(text, found(text, 'a'), found(text, 'a'))
  expect(second).not.toBe(first)
})
