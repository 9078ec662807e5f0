import { describe, expect, it } from 'vitest'
import { findComments } from '../../../generator/2-parse/yaml/find-comments.js'
import { findCodeComments } from '../../../generator/suppress/find-code-comments.js'

function textsOf(text: string, found: readonly { readonly start: number; readonly end: number }[]): readonly string[] {
  return found.map(({ start, end }) => text.slice(start, end))
}

describe('comments of YAML', () => {
  const cases: readonly (readonly [text: string, comments: readonly string[]])[] = [
    ['# a\nb: 1 # c\n# d', ['# a', '# c', '# d']],
    ['a: 1\r\n# b\r\nc: 2 # d\r\n', ['# b', '# d']],
    ['\ufeff# a\nb: 1\n', ['# a']],
    ['a: b#c # d\n', ['# d']],
    ['a: "# b" # c\n\'# d\': 1\n', ['# c']],
    ['a: "one\n  # two"\n', []],
    ['a: |\n  # b\n  c # d\n# e\n', ['# e']],
    ['a: >- # b\n  # c\n\n  d\n  # e\n', ['# b']],
    ['a: |\nb: 1 # c\n', ['# c']],
    ['a: | # b\n# c\nd: 1\n', ['# b', '# c']],
    ['- a: |\n    # b\n  # c\n- d\n', ['# c']],
    ['a: [ # b\n  c, # d\n  # e\n ] # f\n', ['# b', '# d', '# e', '# f']],
    ['a: { b: 1 } # c\n', ['# c']],
    ['a: &x#y 1 # c\nb: *x#y\n', ['# c']],
    ['a:\t1\t# b\n', ['# b']],
    ['%YAML 1.2 # a\n--- # b\nc: 1\n', ['# a', '# b']],
    ['a: # b\n  c # d\n', ['# b', '# d']],
    ['a: [\n', []],
    ['a: ["b", #c\n ] # d\n', ['#c', '# d']],
    ['', []],
    ['# a', ['# a']],
  ]
  it.each(cases)('%j', (text, comments) => {
    expect(textsOf(text, findComments({ path: 'a.yaml', text }))).toEqual(comments)
  })
})

describe('comments of code', () => {
  const cases: readonly (readonly [text: string, comments: readonly string[]])[] = [
    ['// a\nconst b = 1 // c\n/* d */ /* // e */', ['// a', '// c']],
    ["const a = 'http://b' // c", ['// c']],
    ['const a = `// b ${c /* d */} // e` // f', ['// f']],
    ['const a = /[/]\\/\\// // b', ['// b']],
    ['const a: Map<string, Array<number>> = b as never // c', ['// c']],
    ['@a // b\nclass C<T> { @d() readonly e?: T } // f', ['// b', '// f']],
    ["export default { 'ticket.triage': async (input: A): Promise<B> => ({ a: 1 / 2 / 3 }) } // g", ['// g']],
    ["const a = 'unclosed\n// b", ['// b']],
  ]
  it.each(cases)('%j', (text, comments) => {
    expect(textsOf(text, findCodeComments(text))).toEqual(comments)
  })
})
