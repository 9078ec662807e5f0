import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './source-files.js'

/** One folder of inputs with the answers that are wanted, whose names begin with `_`. */
export interface Sample {
  /** The path below the folder of all samples: `port_unbound_error/no-manifest`. */
  readonly name: string
  /** Absolute. */
  readonly folder: string
  /** An answer or a description of the case that the sample brings; null where it has none. */
  read(name: string): string | null
  /** A fresh copy of the inputs, which is removed when the test ends. */
  copy(): string
  /** Holds a text, or a whole folder of texts by path, against what is wanted; `UPDATE=1` rewrites it instead. */
  expect(name: string, actual: string | ReadonlyMap<string, string>): void
}

/** Runs a test for each sample folder, `depth` levels below a folder of the repository. `FILTER=word` picks some. */
export function forEachSample(
  folder: string,
  run: (sample: Sample) => Promise<void>,
  { depth = 1 }: { readonly depth?: number } = {},
): void {
  const filter = process.env.FILTER ?? ''
  describe(folder, () => {
    for (const name of listSamples(folder, depth).filter((found) => found.includes(filter))) {
      it(name, async () => {
        const copies: string[] = []
        try {
          await run(openSample(folder, name, copies))
        } finally {
          for (const copy of copies) rmSync(copy, { recursive: true, force: true })
        }
      })
    }
  })
}

/** The names of all samples, in code-unit order. */
export function listSamples(folder: string, depth: number): readonly string[] {
  const names = foldersIn(join(root, folder))
  if (depth === 1) return names
  return names.flatMap((name) => listSamples(`${folder}/${name}`, depth - 1).map((inner) => `${name}/${inner}`))
}

function foldersIn(path: string): readonly string[] {
  if (!existsSync(path)) return []
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

function openSample(parent: string, name: string, copies: string[]): Sample {
  const folder = join(root, parent, name)
  return {
    name,
    folder,
    read: (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : null),
    copy: () => {
      const copy = mkdtempSync(join(tmpdir(), 'tenon-sample-'))
      copies.push(copy)
      for (const entry of readdirSync(folder))
        if (!entry.startsWith('_')) cpSync(join(folder, entry), join(copy, entry), { recursive: true })
      return copy
    },
    expect: (file, actual) => {
      const wanted = join(folder, file)
      if (process.env.UPDATE === '1') rewrite(wanted, actual)
      if (typeof actual === 'string') expect(existsSync(wanted) ? readFileSync(wanted, 'utf8') : null).toBe(actual)
      else expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(readFolder(wanted)))
    },
  }
}

function rewrite(wanted: string, actual: string | ReadonlyMap<string, string>): void {
  rmSync(wanted, { recursive: true, force: true })
  const files = typeof actual === 'string' ? new Map([['', actual]]) : actual
  for (const [path, text] of files) {
    const file = path === '' ? wanted : join(wanted, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

/** Every text below a folder, by path with forward slashes; none for a folder that is not there. */
export function readFolder(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return new Map(files.map((file) => [relative(folder, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')]))
}
