import { expect, it } from 'vitest'
import type { Span } from '../../../generator/artifact/span.js'
import { type Diagnostic, diagnostic } from '../../../generator/diagnostic/diagnostic.js'
import { inColor, plain } from '../../../generator/diagnostic/paint.js'
import { renderPretty } from '../../../generator/diagnostic/render-pretty.js'
import { sourceTexts } from '../../../generator/diagnostic/source-texts.js'

/** A span around the nth occurrence of a word. */
function at(file: string, text: string, word: string, nth = 0): Span {
  let start = text.indexOf(word)
  for (let index = 0; index < nth; index++) start = text.indexOf(word, start + 1)
  return { file, start, end: start + word.length }
}

function render(files: Readonly<Record<string, string>>, ...found: Diagnostic[]): string {
  const texts = sourceTexts(Object.entries(files).map(([path, text]) => ({ path, text })))
  return renderPretty(found, texts, plain)
}

/** The lines between the head and the help. */
function frame(text: string, span: Span, related: Diagnostic['related'] = []): string {
  const found = diagnostic('manifest_invalid_error', span, { problem: 'no' }, { related })
  return render({ [span.file]: text }, found)
    .split('\n')
    .slice(1, -4)
    .join('\n')
}

it('shows the problem, the place, the other end in another file, the help and the hint', () => {
  const spec = 'domain:\n  capabilities:\n    mail.send:\n      in: { to: text! }\n'
  const manifest =
    'tenon: 1\nmodules:\n  - { id: mail, kind: provider, source: ./mail.ts, provides: [mail.send@2.0.0] }\n'
  const found = diagnostic(
    'port_version_mismatch_error',
    at('modules.yaml', manifest, 'mail.send@2.0.0'),
    { neededBy: 'action "desk.reply"', port: 'mail.send', version: '1.0.0', module: 'mail', provided: '2.0.0' },
    {
      related: [{ note: 'version 1.0.0 is declared here', at: at('app.yaml', spec, 'mail.send') }],
      hint: 'see line {line 0}',
    },
  )
  expect(render({ 'app.yaml': spec, 'modules.yaml': manifest }, found)).toBe(`\
error[port_version_mismatch_error]: action "desk.reply" needs mail.send@1.0.0, but module "mail" provides mail.send@2.0.0
 --> modules.yaml:3:63
  |
3 |   - { id: mail, kind: provider, source: ./mail.ts, provides: [mail.send@2.0.0] }
  |                                                               ^^^^^^^^^^^^^^^
  |
 ::: app.yaml:3:5
  |
3 |     mail.send:
  |     --------- version 1.0.0 is declared here
  |
  = help: Make the version in the app spec and the version in the manifest the same.
  = hint: see line 3

1 error in modules.yaml
`)
})

it('puts places of one file into one frame, with a mark for what is left out', () => {
  const text = 'one: 1\ntwo: 2\nthree: 3\nfour: 4\nfive: 5\nsix: 6\nseven: 7\neight: 8\nnine: 9\nten: 10\n'
  const related = [
    { note: 'first', at: at('a.yaml', text, 'one') },
    { note: 'second', at: at('a.yaml', text, 'three') },
  ]
  expect(frame(text, at('a.yaml', text, 'ten'), related)).toBe(`\
  --> a.yaml:10:1
   |
 1 | one: 1
   | --- first
 2 | two: 2
 3 | three: 3
   | ----- second
...
10 | ten: 10
   | ^^^
   |`)
})

it('marks two places of one line under each other', () => {
  const text = 'a: { id: x, id: y }\n'
  const related = [{ note: 'first written here', at: at('a.yaml', text, 'id') }]
  expect(frame(text, at('a.yaml', text, 'id', 1), related)).toBe(`\
 --> a.yaml:1:13
  |
1 | a: { id: x, id: y }
  |      -- first written here
  |             ^^
  |`)
})

it('expands tabs and counts wide and combining characters as a terminal does', () => {
  const tabs = '\tkey:\tvalue\n'
  expect(frame(tabs, at('a.yaml', tabs, 'value'))).toBe(`\
 --> a.yaml:1:7
  |
1 |     key:    value
  |             ^^^^^
  |`)
  const wide = '題名: 値 é x\n'.normalize('NFD')
  expect(frame(wide, at('a.yaml', wide, 'x'))).toContain('\n  |            ^\n')
  const pictures = 'a: ✅ 🚀 ☂ x\n'
  expect(frame(pictures, at('a.yaml', pictures, 'x'))).toContain('\n  |            ^\n')
  expect(frame('題名: 値\n', at('a.yaml', '題名: 値\n', '値'))).toContain('\n  |       ^^\n')
})

it.each(['\r\n', '\r', '\n'])('knows lines that end in %j', (end) => {
  const text = ['first: 1', 'second: 2', 'third: 3'].join(end)
  expect(frame(text, at('a.yaml', text, 'second'))).toBe(`\
 --> a.yaml:2:1
  |
2 | second: 2
  | ^^^^^^
  |`)
})

it('shows the piece of a very long line that matters', () => {
  const text = `x: [${'a, '.repeat(100_000)}broken${', b'.repeat(100_000)}]\n`
  const [, , line, marks] = frame(text, at('a.yaml', text, 'broken')).split('\n')
  expect(line).toHaveLength('1 | '.length + 112)
  expect(line).toMatch(/^1 \| …[a, ]{40}broken[b, ]+…$/)
  expect(marks).toBe(`  | ${' '.repeat(41)}^^^^^^`)
})

it('marks a span over several lines to the end of its first line, and an empty one with one sign', () => {
  const text = 'modules:\n  - id: a\n    kind: provider\n'
  expect(frame(text, { file: 'a.yaml', start: text.indexOf('id'), end: text.length })).toContain('  |     ^^^^^\n')
  expect(frame(text, { file: 'a.yaml', start: text.length, end: text.length })).toBe(
    ' --> a.yaml:4:1\n  |\n4 |\n  | ^\n  |',
  )
  expect(frame('', { file: 'a.yaml', start: 0, end: 0 })).toBe(' --> a.yaml:1:1\n  |\n1 |\n  | ^\n  |')
})

it('never prints what a terminal would obey', () => {
  const text = 'id: "\u001b[31mred\u202e"\n'
  const found = diagnostic('spec_unknown_key_error', at('a\u0007.yaml', text, 'red'), {
    where: 'app',
    key: '\u001b[2J',
  })
  const printed = render({ 'a\u0007.yaml': text }, found)
  expect(printed).toContain('app has no key "\\u001b[2J"')
  expect(printed).toContain('1 | id: "\\u001b[31mred\\u202e"')
  expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
})

it('names a file that was never read, with what was to be said beside it', () => {
  const found = diagnostic(
    'source_not_found_error',
    { file: 'app.yaml', start: 0, end: 0 },
    { what: 'app spec', file: 'app.yaml' },
    { related: [{ note: 'it is named here', at: { file: 'modules.yaml', start: 4, end: 9 } }] },
  )
  expect(render({}, found)).toBe(`\
error[source_not_found_error]: there is no app spec at app.yaml
 --> app.yaml
 ::: modules.yaml: it is named here
  = help: Create the file, or name another with --config or --modules, or another folder with -C.

1 error in app.yaml
`)
})

it('sorts by file, start and code, and shows an exact duplicate once', () => {
  const text = 'a b c'
  const invalid = (file: string, start: number) =>
    diagnostic('manifest_invalid_error', { file, start, end: start + 1 }, { problem: `${file} ${start}` })
  const first = diagnostic(
    'identifier_collision_error',
    { file: 'b.yaml', start: 2, end: 3 },
    { kind: 'query', left: 'l', right: 'r', identifier: 'i' },
  )
  const printed = render(
    { 'a.yaml': text, 'b.yaml': text },
    invalid('b.yaml', 2),
    invalid('b.yaml', 0),
    first,
    invalid('a.yaml', 4),
    invalid('b.yaml', 0),
  )
  const heads = printed.split('\n').filter((line) => line.startsWith('error'))
  expect(heads.map((head) => head.slice(head.indexOf(':') + 2))).toEqual([
    'a.yaml 4',
    'b.yaml 0',
    'query "l" and "r" both give the generated name i',
    'b.yaml 2',
  ])
  expect(printed.endsWith('\n\n4 errors in a.yaml and b.yaml\n')).toBe(true)
})

it('prints fifty and counts the rest', () => {
  const text = 'x'.repeat(60)
  const found = Array.from({ length: 60 }, (_, start) =>
    start < 55
      ? diagnostic('manifest_invalid_error', { file: 'a.yaml', start, end: start + 1 }, { problem: 'no' })
      : diagnostic('module_unused_warning', { file: 'a.yaml', start, end: start + 1 }, { module: 'm', problem: 'no' }),
  )
  const printed = render({ 'a.yaml': text }, ...found)
  expect(printed.match(/^error\[/gm)).toHaveLength(50)
  expect(printed).toContain('\nand 10 more (5 errors, 5 warnings); --format line prints all\n')
  expect(printed.endsWith('\n55 errors, 5 warnings in a.yaml\n')).toBe(true)
})

it('is empty where nothing was found', () => {
  expect(render({})).toBe('')
})

it('colours the words and never changes them', () => {
  const texts = sourceTexts([{ path: 'a.yaml', text: 'a: 1\n' }])
  const found = [diagnostic('manifest_invalid_error', { file: 'a.yaml', start: 0, end: 1 }, { problem: 'no' })]
  const colored = renderPretty(found, texts, inColor)
  expect(colored).toContain('\u001b[1m\u001b[31merror[manifest_invalid_error]')
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(renderPretty(found, texts, plain))
})
