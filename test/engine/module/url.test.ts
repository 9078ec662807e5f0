import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { url } from '../../../src/module/url/index.js'
import { util } from '../../../src/module/util/index.js'
import { declaredNames, failing, type OpenedGuest, openGuest, runInNode } from '../../harness/run-guest-code.js'

let guest: OpenedGuest

beforeAll(async () => {
  guest = await openGuest(url, util)
})
afterAll(() => guest.close())

const inputs = [
  'http://example.com',
  'HTTP://EXAMPLE.com:80/',
  'https://user:p%40ss@example.com:8443/a/b?x=1&y=2#frag',
  'https://ex\u00e4mple.com/',
  'http://a b/',
  'http://a%41/',
  'http://[::1]:3000/',
  'http://[1:2:0:0:5:0:0:0]/',
  'http://[::ffff:1.2.3.4]',
  'http://[::g]',
  'http://127.1/',
  'http://0x7f.1/',
  'http://256.1.1.1.1/',
  'http://999999999999/',
  'http://1.2.3.4.5/',
  'http://a/%zz/%41',
  'http://a/b/../c/./d/%2e%2E/e',
  'http://a//b///c',
  'http://a\\b\\c',
  'http:a',
  'http:/a',
  'http:///a',
  'http://',
  'http://:80',
  'http://a:99999',
  'http://a:0',
  'http://a:b',
  'http://a:80:80',
  '  http://a/\t\n ',
  'http://a/ b?c d#e f',
  'http://a/\u00fc?\u00fc#\u00fc',
  'http://a/\'"<>`{}|?\'"<>`{}|^#\'"<>`{}|^',
  'http://a?b#c',
  'http://a#',
  'http://a?',
  'http://@a',
  'http://u@a',
  'http://:p@a',
  'http://u:p:q@a',
  'http://u@v@a',
  'file:///a/b',
  'file:a',
  'file://host/a',
  'file:///C:/a/../..',
  'file:c|/x',
  'file://localhost/a',
  'mailto:a@b.c?subject=x',
  'data:text/plain,hello world',
  'javascript:alert(1)',
  'urn:isbn:1',
  'foo://Bar/b/../c',
  'foo:///a',
  'foo:/a/b',
  'foo://a b',
  'blob:https://a/b',
  'about:blank',
  '',
  '#a',
  '?a',
  '/a',
  'a',
  '//a/b',
  './../a',
  'http://a.b.c..',
  'http://xn--mnchen-3ya.de',
  'http://M\u00dcNCHEN.de',
  'ws://a:80',
  'wss://a:443',
  'ftp://a:21',
  'http://a/?q=%F0%9F%98%80',
  'http://a/\ud83d\ude00',
  'http://a/\ud83d',
  'http://exa\u0000mple',
  'non-special:opaque path?q#f',
  'http://a^b',
  'http://a%00b',
  'foo://ho%25st/',
]
const bases = [undefined, 'http://base.com/dir/file?bq=1#bf', 'file:///base/dir/', 'mailto:x@y', 'foo://h/p/q']
const parts = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
]

const start = `const { URL, URLSearchParams, domainToASCII } = require('url'); ${failing}
  const parts = (url) => ${JSON.stringify(parts)}.map((part) => url[part]); const read = (...args) => { try { return parts(new URL(...args)) } catch (error) { return error.name } };
  const text = (params) => params.toString();`

// Without what versions of Node do not agree on.
const webPieces = [
  'http:',
  'https:',
  'ws:',
  ...[
    '//',
    '/',
    '\\',
    '?',
    '#',
    '@',
    ':',
    '.',
    '..',
    '%2e',
    '%',
    '%41',
    ' ',
    '\t',
    '=',
    '&',
    '+',
    '|',
    "'",
    '<',
    '-',
    '*',
  ],
  ...['a', 'B', '80', '443', '[::1]', '[', ']', '127.0.0.1', '0x7f', '1', '256', 'localhost', '\u00e9', '\u0000'],
]

const setters: readonly (readonly [part: string, ...values: string[]])[] = [
  ['href', 'http://other/x', 'bad'],
  ['protocol', 'https', 'ftp:', 'foo', '', 'ws:x'],
  ['username', 'me', 'a:b@c', ''],
  ['password', 'pw', '\u00fc/', ''],
  ['host', 'h', 'h:81', 'h:', '', 'h/p', 'a b', '[::1]:5', 'h:99999'],
  ['hostname', 'h', 'h:81', '', '1.2', 'x y'],
  ['port', '81', '80', '', 'x', '9x', '99999', '0'],
  ['pathname', '/a b', 'x/../y', '', '?', '\u00fc'],
  ['search', '?a=1', 'b', '', '?#', '\'"'],
  ['hash', '#a', 'b c', '', '\u00fc'],
]

describe('URL', () => {
  it.each(inputs.map((input) => [JSON.stringify(input)]))('is read as Node reads it: %s', async (input) => {
    const body = `${start} return [undefined, ${bases
      .slice(1)
      .map((base) => JSON.stringify(base))
      .join(', ')}].map((base) => read(${input}, base))`
    expect(await guest.run(body)).toEqual(await runInNode(body))
  })

  it('of the web is read as Node reads it, whatever it is', async () => {
    const piece = fc.constantFrom(...webPieces)
    const input = fc
      .array(piece, { maxLength: 9 })
      .map((pieces) => pieces.join(''))
      // Of other schemes a space before "?" is encoded by the standard of today, and not by Node 20.
      .filter((text) => !/^\s*[a-z][a-z+.-]*:/i.test(text) || /^\s*https?:/i.test(text))
    const base = fc.constantFrom(undefined, 'http://b/p/q?r#s', 'https://u:p@b:8443')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(input, base), { minLength: 50, maxLength: 50 }), async (cases) => {
        const body = `${start} return ${JSON.stringify(cases)}.map(([input, base]) => read(input, base ?? undefined))`
        expect(await guest.run(body)).toEqual(await runInNode(body))
      }),
      { numRuns: 20 },
    )
  })

  it.each(setters)('is changed as Node changes it: %s', async (part, ...values) => {
    const body = `${start} return ['http://u:p@host:8080/path?q#f', 'https://host', 'foo://host/p', 'mailto:a@b', 'file:///x'].map((from) => ${JSON.stringify(values)}.map((value) => {
      const url = new URL(from); try { url[${JSON.stringify(part)}] = value } catch (error) { return error.name } return url.href }))`
    expect(await guest.run(body)).toEqual(await runInNode(body))
  })

  it.each([
    [
      'texts of it',
      `(() => { const url = new URL('http://a/?b'); return [String(url), url.toString(), url.toJSON(), JSON.stringify({ url }), Object.prototype.toString.call(url)] })()`,
    ],
    ['canParse and parse', `[URL.canParse('http://a'), URL.canParse('a'), URL.canParse('a', 'http://b')]`],
    [
      'what is no URL',
      `[failing(() => new URL('a')), failing(() => new URL())[0], failing(() => URL('http://a'))[0], failing(() => new URL('/a', 'b'))[0]]`,
    ],
    ['a URL as input and base', `[new URL(new URL('http://a/b')).href, new URL('c', new URL('http://a/b/')).href]`],
    [
      'searchParams of it',
      `(() => { const url = new URL('http://a/?b=1&b=2&c=%20x'); const { searchParams } = url; const before = [searchParams.getAll('b'), searchParams.get('c')]; searchParams.append('d', '\u00fc&='); searchParams.delete('b'); const after = url.href; url.search = '?z=9'; return [before, after, searchParams.get('z'), url.searchParams === searchParams, (searchParams.delete('z'), url.href)] })()`,
    ],
    [
      'URLSearchParams from many things',
      `['a=1&b=2', '?a=1', 'a', '=b', '&&a=1&', 'a=b=c', 'a+b=c%20d', '%zz=%41', 'a=%F0%9F%98%80', '\ud83d=1'].map((init) => text(new URLSearchParams(init))).concat([[['a', '1'], ['a', '2']], { x: 1, y: null }, new Map([['m', 'n']]), new URLSearchParams('q=1'), undefined, ''].map((init) => text(new URLSearchParams(init))))`,
    ],
    [
      'URLSearchParams as a list',
      `(() => { const params = new URLSearchParams('b=2&a=1&b=3'); return [params.size, params.has('b'), params.has('b', '3'), params.has('z'), params.get('z'), [...params], [...params.keys()], [...params.values()], [...params.entries()], (params.sort(), text(params)), (params.set('b', 'x'), text(params)), (params.delete('a', '9'), text(params)), (params.append('c', 'd e*-._~\\''), text(params)), (() => { const seen = []; params.forEach((value, key) => seen.push(key + value)); return seen })()] })()`,
    ],
    [
      'URLSearchParams that are none',
      `[failing(() => new URLSearchParams([['a']]))[0], failing(() => new URLSearchParams([1]))[0], failing(() => URLSearchParams())[0]]`,
    ],
    [
      'domainToASCII',
      `['example.com', 'EXAMPLE.com', 'espa\u00f1ol.com', '\u4e2d\u6587.com', 'xn--fiq228c.com', ''].map(domainToASCII)`,
    ],
  ])('does what Node does: %s', async (_, expression) => {
    const body = `${start} return ${expression}`
    expect(await guest.run(body)).toEqual(await runInNode(body))
  })

  it('shows its parts', async () => {
    const body = `const { inspect } = require('util'); const { URL, URLSearchParams } = require('url'); return [inspect(new URL('http://u@a:81/p?q=1#h')), inspect(new URLSearchParams('a=1&b=2')), inspect(new URLSearchParams())]`
    expect(await guest.run(body)).toEqual(await runInNode(body))
  })

  it('G01 is a global, and the one of the module', async () => {
    const body = `const url = require('url'); return [URL === url.URL, URLSearchParams === url.URLSearchParams, Object.keys(globalThis).filter((name) => name.includes('core'))]`
    expect(await guest.run(body)).toEqual([true, true, []])
  })

  it('S05 declares what it exports', async () => {
    expect(declaredNames(url.declaration ?? '')).toEqual(await guest.run(`return Object.keys(require('url')).sort()`))
  })

  it('touches nothing', () => {
    expect([url.capabilities, url.bind, url.exports]).toEqual([['pure'], undefined, undefined])
  })
})
