import { describe, expect, it } from 'vitest'
import { listFiles, readText } from './harness/source-files.js'

const longestFile = 400

/** Files over the limit, each with its reason. The list may only shrink. */
const longFiles: Readonly<Record<string, string>> = {
  'test/examples/helpdesk.test.ts': 'one story of one app, told once for each store',
}

const code = ['src', 'generator', 'scripts', 'templates', 'examples', 'test', 'bench']
const pure = ['generator/2-parse', 'generator/3-check', 'generator/4-model', 'generator/5-emit']

function countLines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

function isCode(path: string): boolean {
  // `guest-code.ts` is generated: its sources are held to the limit.
  return /\.(ts|mjs)$/.test(path) && !/^test\/.*\/(samples|diagnostics)\/|\/guest-code\.ts$/.test(path)
}

function findText(files: ReadonlyMap<string, string>, wanted: RegExp): string[] {
  return [...files].flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) => (wanted.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  )
}

function read(folders: readonly string[]): Map<string, string> {
  const paths = listFiles(folders).filter((path) => isCode(path) && path !== 'test/house.test.ts')
  return new Map(paths.map((path) => [path, readText(path)]))
}

// Order that depends on a locale gives other bytes on another machine.
const byLocale = /\.localeCompare\(|\bIntl\.Collator\b|\.toLocale(Upper|Lower)Case\(/
const unfinished = /\b(TODO|FIXME|XXX)\b|@ts-(ignore|nocheck)|\bas any\b|\bas unknown as never\b/
const world = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.(env|cwd|platform)\b|\bperformance\.now\(/

describe('the house', () => {
  it('has no file over the limit but the listed ones', () => {
    const files = [...read(code)].filter(([, text]) => countLines(text) > longestFile).map(([path]) => path)
    expect(files).toEqual(Object.keys(longFiles).sort())
  })

  it('orders by code unit', () => {
    expect(findText(read(code), byLocale)).toEqual([])
  })

  it('leaves nothing for later and silences no check', () => {
    expect(findText(read(code), unfinished)).toEqual([])
  })

  it('keeps clock, environment and randomness out of the pure phases and meanings', () => {
    expect(findText(read([...pure, 'src/contract', 'src/semantics', 'src/projection']), world)).toEqual([])
  })
})

describe('the check of the house', () => {
  it('counts a last line with and without its newline once', () => {
    expect([countLines('a\nb\n'), countLines('a\nb')]).toEqual([2, 2])
  })

  it.each([
    [byLocale, 'names.sort((a, b) => a.localeCompare(b))'],
    [unfinished, '// TODO later'],
    [unfinished, 'return value as any'],
    [unfinished, '// @ts-ignore'],
    [world, 'const at = Date.now()'],
    [world, 'const at = new Date().toISOString()'],
    [world, "const zone = process.env['TZ']"],
  ])('%s finds: %s', (wanted, line) => {
    expect(findText(new Map([['src/a.ts', `export {}\n${line}\n`]]), wanted)).toEqual([`src/a.ts:2: ${line}`])
  })

  it('lets a date of a given time pass', () => {
    expect(findText(new Map([['src/a.ts', 'new Date(at).toISOString()']]), world)).toEqual([])
  })
})
