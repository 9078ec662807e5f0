import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { path } from '../../../src/module/path/index.js'
import { declaredNames, failing, type OpenedGuest, openGuest, runInNode } from '../../harness/run-guest-code.js'

let guest: OpenedGuest

beforeAll(async () => {
  guest = await openGuest(path)
})
afterAll(() => guest.close())

const paths = ['', '.', '/', '//', 'a', '/a', 'a/', '/a/b/', './a/../b', '../..', '/../a', 'a//b/./c', '/a/b.tar.gz']
const names = [...paths, '.a', 'a.', '..a', 'a.b.', '/a/.b/c', 'ä/ö.ü', '..', 'a/..', '//a', '\\a\\b.c']
const all = JSON.stringify(names)

describe('path', () => {
  it.each([
    ['normalize', `return ${all}.map((name) => path.normalize(name))`],
    ['isAbsolute', `return ${all}.map((name) => path.isAbsolute(name))`],
    ['dirname', `return ${all}.map((name) => path.dirname(name))`],
    ['basename', `return ${all}.map((name) => path.basename(name))`],
    ['basename with a suffix', `return ${all}.map((name) => [path.basename(name, '.gz'), path.basename(name, name)])`],
    ['extname', `return ${all}.map((name) => path.extname(name))`],
    ['parse', `return ${all}.map((name) => path.parse(name))`],
    ['format of what was parsed', `return ${all}.map((name) => path.format(path.parse(name)))`],
    ['join of two', `return ${all}.flatMap((left) => ${all}.map((right) => path.join(left, right)))`],
    ['join of none and many', `return [path.join(), path.join('a', '', '..', '..', 'b', '/c')]`],
    ['resolve below a root', `return ${all}.flatMap((left) => ${all}.map((right) => path.resolve('/x', left, right)))`],
    ['relative below a root', `return ${all}.flatMap((a) => ${all}.map((b) => path.relative('/x/' + a, '/x/' + b)))`],
    [
      'format',
      `return [{ dir: '/a', base: 'b.c' }, { root: '/', name: 'b', ext: 'c' }, { name: 'b', ext: '.c' },
      { root: '/', dir: '/a', name: 'n' }, {}, { dir: '/', root: '/', base: 'x' }].map((parts) => path.format(parts))`,
    ],
    ['constants', `return [path.sep, path.delimiter, path.posix.sep, path.toNamespacedPath('/a')]`],
    ['posix of posix', `return path.posix.posix === path.posix`],
    [
      'what is no path',
      `${failing} return ['join', 'resolve', 'normalize', 'isAbsolute', 'dirname', 'basename', 'extname', 'parse', 'format']
        .map((name) => [failing(() => path[name](undefined)), failing(() => path[name](1)), failing(() => path[name](null))])`,
    ],
    ['a suffix that is no text', `${failing} return failing(() => path.basename('a', 1))`],
  ])('does what Node does: %s', async (_, body) => {
    const whole = `const path = require('path').posix; ${body}`
    expect(await guest.run(whole)).toEqual(await runInNode(whole))
  })

  it('is posix itself', async () => {
    expect(await guest.run(`return require('path') === require('path').posix`)).toBe(true)
  })

  it('works in / where nothing is absolute', async () => {
    const body = `const path = require('path'); return [path.resolve(), path.resolve('a', '..', 'b'), path.relative('a', 'b/c'), path.relative('', '/x')]`
    expect(await guest.run(body)).toEqual(['/', '/b', '../b/c', 'x'])
  })

  it('S05 declares what it exports', async () => {
    expect(declaredNames(path.declaration ?? '')).toEqual(await guest.run(`return Object.keys(require('path')).sort()`))
  })

  it('touches nothing', () => {
    expect(path.capabilities).toEqual(['pure'])
    expect(path.bind ?? path.exports).toBeUndefined()
  })
})
