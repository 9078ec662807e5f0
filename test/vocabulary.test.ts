import { describe, expect, it } from 'vitest'
import { listFiles, readText } from './harness/source-files.js'

interface BannedWords {
  readonly words: readonly string[]
  readonly instead: string
  /** Matches `path` or `path#exportedName` where the words mean something else. */
  readonly fine: readonly RegExp[]
}

/** The table of docs/vocabulary.md: word, meaning, never call it, fine where it means something else. */
function readTable(text: string): BannedWords[] {
  return text.split('\n').flatMap((line) => {
    const [, word, , never, fine] = line.split('|').map((cell) => cell.trim())
    if (!word || !never || fine === undefined || word === 'word' || /^-+$/.test(word)) return []
    const exceptions = [...fine.matchAll(/`([^`]+)` in `([^`]+)`/g)]
    return never.split(',').map((entry) => {
      const banned = entry.trim().replaceAll('"', '').toLowerCase()
      const patterns = exceptions.filter(([, named]) => named === banned).map(([, , pattern]) => globOf(pattern ?? ''))
      return { words: banned.split(' '), instead: word, fine: patterns }
    })
  })
}

function globOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)
}

/** `findURLParts`, `find-url-parts` and `find url parts` have the same words. */
function wordsOf(name: string): string[] {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
  return spaced.toLowerCase().match(/[a-z0-9]+/g) ?? []
}

function holds(words: readonly string[], wanted: readonly string[]): boolean {
  const isWord = (word: string | undefined, want: string): boolean => word === want || word === `${want}s`
  return words.some((_, start) => wanted.every((want, offset) => isWord(words[start + offset], want)))
}

function findInName(table: readonly BannedWords[], place: string, name: string): string[] {
  const words = wordsOf(name)
  return table
    .filter((row) => holds(words, row.words) && !row.fine.some((pattern) => pattern.test(place)))
    .map((row) => `${place}: "${row.words.join(' ')}" is called ${row.instead}`)
}

/** What a file is called, with its folders, but without what all files share. */
function findInFile(table: readonly BannedWords[], path: string, text: string): string[] {
  const parts = path.replace(/\.[^/]*$/, '').split('/')
  const exported = [
    ...text.matchAll(/^export (?:declare |abstract |async )*(?:const|function|interface|type|class) (\w+)/gm),
  ]
  return [
    ...parts.slice(1).flatMap((part) => findInName(table, path, part)),
    ...exported.flatMap(([, name]) => findInName(table, `${path}#${name}`, name ?? '')),
  ]
}

/** Only entries of several words: a single word of plain English has too many honest uses. */
function findInProse(table: readonly BannedWords[], path: string, text: string): string[] {
  const phrases = table.filter((row) => row.words.length > 1)
  return text.split('\n').flatMap((line, index) => findInName(phrases, `${path}:${index + 1}`, line))
}

const meaningless = /^I[A-Z][a-z]|(Impl|Manager|Data|Info)$/

function findMeaningless(path: string, text: string): string[] {
  const names = [...text.matchAll(/^export .*?(?:const|function|interface|type|class) (\w+)/gm)].map(
    ([, name]) => name ?? '',
  )
  return names.filter((name) => meaningless.test(name)).map((name) => `${path}#${name}`)
}

describe('the vocabulary', () => {
  const table = readTable(readText('docs/vocabulary.md'))
  const sources = listFiles(['src', 'generator']).filter((path) => path.endsWith('.ts'))
  const prose = [...listFiles(['docs', 'examples']), 'README.md', 'CONTRIBUTING.md'].filter(
    (path) => path.endsWith('.md') && path !== 'docs/vocabulary.md',
  )

  it('is there, with the words that matter most', () => {
    expect(new Set(table.map((row) => row.instead))).toEqual(
      new Set([
        ...['app spec', 'module manifest', 'lockfile', 'entrypoint', 'capability port', 'provider', 'native module'],
        ...[
          'initializer',
          'guest module',
          'binding',
          'bundle',
          'app runtime',
          'owned runtime',
          'owner',
          'unit of work',
        ],
        ...['diagnostic', 'violation', 'error', 'bug'],
      ]),
    )
  })

  it('is kept by exported names and file names', () => {
    expect(sources.flatMap((path) => findInFile(table, path, readText(path)))).toEqual([])
  })

  it('is kept by the documents', () => {
    expect(prose.flatMap((path) => findInProse(table, path, readText(path)))).toEqual([])
  })

  it('has no name that says nothing', () => {
    expect(sources.flatMap((path) => findMeaningless(path, readText(path)))).toEqual([])
  })
})

describe('the check of the vocabulary', () => {
  const table = readTable(
    [
      '| word | meaning | never call it | fine where it means something else |',
      '|---|---|---|---|',
      '| entrypoint | what is called | endpoint, operation | `operation` in `*open-api*`: its own term |',
      '| app spec | the file | "app config" | |',
    ].join('\n'),
  )

  it.each([
    ['src/kernel/find-endpoint.ts', ''],
    ['src/kernel/endpoints/find.ts', ''],
    ['src/kernel/find.ts', 'export interface EndpointTable {}'],
    ['src/kernel/find.ts', 'export const maxOperations = 3'],
    ['src/kernel/find.ts', 'export function readAppConfig(): void {}'],
  ])('finds the wrong word in %s: %s', (path, text) => {
    expect(findInFile(table, path, text)).toHaveLength(1)
  })

  it.each([
    ['src/kernel/find.ts', 'export const end = 1, point = 2'],
    ['src/kernel/find.ts', 'const endpoint = 1'],
    ['src/kernel/find.ts', 'export const configOfApp = 1'],
    ['generator/5-emit/emit-open-api.ts', 'export function emitOperation(): void {}'],
  ])('lets %s pass: %s', (path, text) => {
    expect(findInFile(table, path, text)).toEqual([])
  })

  it('finds phrases in prose, and leaves single words to the writer', () => {
    const text = 'An operation is safe.\nThe App Config is not.'
    expect(findInProse(table, 'docs/a.md', text)).toEqual(['docs/a.md:2: "app config" is called app spec'])
  })

  it('finds names that say nothing', () => {
    const names = ['IStore', 'StoreImpl', 'StoreManager', 'StoreData', 'StoreInfo', 'IsoDate', 'Information']
    const text = names.map((name) => `export type ${name} = string`).join('\n')
    expect(findMeaningless('a.ts', text)).toEqual(names.slice(0, 5).map((name) => `a.ts#${name}`))
  })
})
