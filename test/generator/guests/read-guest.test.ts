import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readGuest } from '../../../generator/1-read/guest/read-guest.js'
import type { GuestPlace, GuestSource } from '../../../generator/artifact/guest-source.js'
import { temporaryFolder } from '../../harness/temporary-folder.js'

const names = new Set(['path', 'database'])

async function read(files: Readonly<Record<string, string>>, source = './guest.ts'): Promise<GuestSource> {
  const projectDir = temporaryFolder(files)
  const found = await readGuest({ source, projectDir, names })
  if ('kind' in found) throw new Error(JSON.stringify(found))
  return found
}

/** What stands at each place, with its file. */
function words(guest: GuestSource, places: readonly GuestPlace[]): string[] {
  const texts = new Map(guest.texts.map(({ path, text }) => [path, text]))
  return places.map(({ at }) => `${at.file}: ${texts.get(at.file)?.slice(at.start, at.end)}`)
}

const yes = 'export default { a: () => 1 }\n'

describe('the default export of a guest', () => {
  const cases: readonly (readonly [what: string, text: string, told: unknown])[] = [
    ['an object', yes, [['a', true]]],
    [
      'a name',
      'const guest = { a() {}, b: 1, c: f }\nfunction f() {}\nexport { guest as default }',
      [
        ['a', true],
        ['b', false],
        ['c', true],
      ],
    ],
    ['an object of a type', 'export default { a: async () => 1 } satisfies object', [['a', true]]],
    [
      'an object with more than can be seen',
      'const more = { b: 1 }\nexport default { a: () => 1, ...more }',
      [['a', true], '…'],
    ],
    ['computed names', "const a = 'a' + 1\nexport default { [a]: () => 1 }", ['…']],
    ['nothing', 'export const a = 1', 'none'],
    ['a class', 'export default class {}', 'other'],
    ['a function', 'export default function a() {}', 'other'],
    ['a number', 'export default 7', 'other'],
    ['what a call gives', 'export default Object.freeze({ a: 1 })', 'unknown'],
    [
      'an object that is added to',
      'const guest = { a: () => 1 }\nguest.b = () => 2\nexport default guest',
      [['a', true], '…'],
    ],
    ['a variable that changes', 'let guest = { a: 1 }\nguest = { b: 1 }\nexport default guest', 'unknown'],
  ]

  it.each(cases)('is told: %s', async (_, text, told) => {
    const { exported } = await read({ 'guest.ts': text })
    if (exported.kind !== 'object') expect(exported.kind).toBe(told)
    else
      expect([
        ...exported.members.map(({ name, mayBeFunction }) => [name, mayBeFunction]),
        ...(exported.isComplete ? [] : ['…']),
      ]).toEqual(told)
  })

  it('is that of another file, where it is handed on', async () => {
    const guest = await read({ 'guest.ts': "export { default } from './inner.js'", 'inner.ts': `// inner\n${yes}` })
    expect(guest.exported).toMatchObject({ kind: 'object', at: { file: 'inner.ts' } })
  })

  it('is what a CommonJS file exports', async () => {
    const guest = await read({ 'guest.cjs': 'module.exports = { a: () => 1 }' }, './guest.cjs')
    expect(guest.exported).toEqual({ kind: 'unknown' })
    expect(run(guest).default).toHaveProperty('a')
  })
})

/** Runs the code of a bundle, which this test has written, as a runtime of guests would. */
function run(
  { code }: GuestSource,
  natives: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const module = { exports: {} }
  new Function('module', 'exports', 'require', code)(module, module.exports, (name: string) => natives[name])
  return module.exports
}

describe('what a guest requires', () => {
  it('stays outside where it is a native, under the one name that natives have', async () => {
    const guest = await read({
      'guest.ts': `import { join } from 'node:path'\nconst database = require('database')\nexport default { a: () => join(database.name, 'b') }`,
    })
    expect(guest.imports.map(({ specifier }) => specifier)).toEqual(['node:path', 'database'])
    const { default: exported } = run(guest, {
      path: { join: (...parts: string[]) => parts.join('/') },
      database: { name: 'a' },
    })
    expect((exported as { a(): string }).a()).toBe('a/b')
  })

  it('is bundled where it is a file, data or a package, and nothing is left of types', async () => {
    const guest = await read({
      'guest.ts':
        "import type { T } from 'nowhere'\nimport tiny from 'tiny'\nimport data from './data.json'\nexport default { a: (): T => tiny + data.a }",
      'data.json': '{ "a": 1 }',
      'node_modules/tiny/package.json':
        '{ "name": "tiny", "version": "1.0.0", "exports": { "import": "./index.mjs" } }',
      'node_modules/tiny/index.mjs': "export default process.env.NODE_ENV === 'production' ? 1 : 2",
    })
    expect(guest.imports).toEqual([])
    expect((run(guest).default as { a(): number }).a()).toBe(2)
  })

  it('is told once for a file, where there is nothing of that name', async () => {
    const guest = await read({
      'guest.ts':
        "import './part.js'\nimport a from 'gone'\nimport b from 'gone'\nimport c from 'https://example.org/c.js'\nexport default { a, b, c }",
      'part.ts': "import 'node:fs'\nimport 'gone'",
    })
    expect(words(guest, guest.imports)).toEqual([
      "guest.ts: 'gone'",
      "guest.ts: 'https://example.org/c.js'",
      "part.ts: 'node:fs'",
      "part.ts: 'gone'",
    ])
    expect(guest.imports.map(({ chain }) => chain.map(({ file }) => file))).toEqual([
      [],
      [],
      ['guest.ts'],
      ['guest.ts'],
    ])
  })

  it('is told where it is computed, however', async () => {
    const guest = await read({
      'guest.ts': [
        "const name = 'pa' + 'th'",
        'const é = [require(name), (() => { try { return require(name) } catch { return null } })()]',
        'const part = (one: string) => import(`./parts/${one}.js`)',
        'const later = () => import(name)',
        'const handed = [require].map((one) => one(name))',
        'export default { a: () => [é, part, later, handed] }',
      ].join('\n'),
      'parts/one.ts': 'export const one = 1',
    })
    const lines = guest.computed.map(({ at }) => guest.texts[0]?.text.slice(0, at.start).split('\n').length).sort()
    expect(lines).toEqual([2, 2, 3, 4, 5])
  })

  it('tells a file that is not there as a source that cannot be used', async () => {
    const projectDir = temporaryFolder({ 'guest.ts': "import './gone.js'\nexport default {}" })
    expect(await readGuest({ source: './guest.ts', projectDir, names })).toMatchObject({
      kind: 'unreadable',
      file: 'guest.ts',
      line: 1,
      problem: 'Could not resolve "./gone.js"',
    })
  })
})

describe('a guest from a package', () => {
  const files = {
    'node_modules/desk-guest/package.json': '{ "name": "desk-guest", "version": "2.0.0", "main": "main.js" }',
    'node_modules/desk-guest/main.js': "exports.default = { a: () => require('path').sep }\nexports.__esModule = true",
  }

  it('is bundled like any other', async () => {
    const guest = await read(files, 'desk-guest')
    expect(guest.imports.map(({ specifier }) => specifier)).toEqual(['path'])
    expect((run(guest, { path: { sep: '/' } }).default as { a(): string }).a()).toBe('/')
  })

  it('is missing where it is not installed', async () => {
    const found = await readGuest({ source: 'desk-guest', projectDir: temporaryFolder(), names })
    expect(found).toEqual({ kind: 'missing', tried: ['node_modules/desk-guest'] })
  })
})

describe('the source map of a guest', () => {
  it('names files relative to the project, also through a link and from packages above', async () => {
    const outer = temporaryFolder({
      'node_modules/tiny/index.js': 'module.exports = 1',
      'project/guest.ts': "import tiny from 'tiny'\nexport default { a: () => tiny }",
    })
    const link = join(temporaryFolder(), 'linked')
    symlinkSync(join(outer, 'project'), link, 'junction')
    const found = await Promise.all(
      [join(outer, 'project'), link].map((projectDir) => readGuest({ source: './guest.ts', projectDir, names })),
    )
    for (const guest of found) {
      if ('kind' in guest) throw new Error(JSON.stringify(guest))
      expect(JSON.parse(guest.map).sources).toEqual(['node_modules/tiny/index.js', 'tenon:guest', 'guest.ts'])
      expect(guest.map).not.toContain(outer)
    }
  })
})
