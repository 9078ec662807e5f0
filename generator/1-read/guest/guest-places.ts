import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Location, Message } from 'esbuild'
import type { GuestImport, GuestPlace } from '../../artifact/guest-source.js'
import type { SourceFile } from '../../artifact/source-set.js'
import type { Span } from '../../artifact/span.js'
import { type LineIndex, lineIndex } from '../../diagnostic/line-index.js'
import { placeInText } from '../../diagnostic/place-in-text.js'
import { relativePath } from '../read-project.js'
import { entryName, noteOf } from './guest-imports.js'

/** One import of a file by another. */
interface Edge {
  readonly from: string
  readonly to: string
  readonly at: Span
}

interface Read {
  readonly text: string
  readonly lines: LineIndex
}

/** Finds places in the files of one guest, and how the guest comes to each file. */
export class GuestPlaces {
  readonly #projectDir: string
  readonly #files = new Map<string, Read>()
  readonly #pointedInto = new Set<string>()
  #edges: readonly Edge[] = []

  constructor(projectDir: string) {
    this.#projectDir = projectDir
  }

  /** Reads what the plugin noted, and what esbuild said of computed requires. */
  async gather(
    warnings: readonly Message[],
  ): Promise<{ readonly imports: readonly GuestImport[]; readonly computed: readonly GuestPlace[] }> {
    const placed = await Promise.all(
      warnings.map(async (message) => ({ message, at: await this.#place(message.location) })),
    )
    const known = placed.filter((one): one is { message: Message; at: Span } => one.at !== null).sort(byPlace)
    this.#edges = known.flatMap(({ message, at }) => {
      const note = noteOf(message)
      return note?.kind === 'file' ? [{ from: at.file, to: this.#name(note.to), at }] : []
    })
    const imports = known.flatMap(({ message, at }) => {
      const note = noteOf(message)
      return note?.kind === 'outside' ? [{ specifier: note.specifier, ...this.withChain(at) }] : []
    })
    const computed = known.filter(({ message }) => computedIds.has(message.id)).map(({ at }) => this.withChain(at))
    return { imports, computed }
  }

  /** A place with the way to it. */
  withChain(at: Span): GuestPlace {
    const chain = this.#chainTo(at.file)
    for (const { file } of [at, ...chain]) this.#pointedInto.add(file)
    return { at, chain }
  }

  /** The place of nothing in particular in the entry. */
  entry(): Span {
    const file = this.#edges.find(({ from }) => from === entryName)?.to ?? entryName
    return { file, start: 0, end: 0 }
  }

  /** A place that a source map names, to the end of its word; null for one in no file of the guest. */
  async inSource(source: string, line: number, column: number): Promise<Span | null> {
    const file = this.#name(resolve(this.#projectDir, source))
    const read = await this.#read(file)
    if (read === null) return null
    this.#pointedInto.add(file)
    const start = read.lines.offset({ line, column })
    const word = /^(?:'[^'\n]*'|"[^"\n]*"|[\w$]+|\S)/.exec(read.text.slice(start, start + 200))?.[0] ?? ''
    return { file, start, end: start + word.length }
  }

  /** The files that places were made in. */
  texts(): readonly SourceFile[] {
    return [...this.#pointedInto]
      .sort()
      .flatMap((path) => (this.#files.has(path) ? [{ path, text: this.#files.get(path)?.text ?? '' }] : []))
  }

  async #place(location: Location | null): Promise<Span | null> {
    if (location === null) return null
    if (location.file === entryName) return { file: entryName, start: 0, end: 0 }
    const file = this.#name(resolve(this.#projectDir, location.file))
    const read = await this.#read(file)
    return read === null ? null : { file, ...placeInText(location, read.lines) }
  }

  /** The shortest way from the entry to a file. */
  #chainTo(file: string): readonly Span[] {
    const start = this.entry().file
    const ways: { readonly file: string; readonly way: readonly Span[] }[] = [{ file: start, way: [] }]
    const seen = new Set([start])
    for (const { file: here, way } of ways) {
      if (here === file) return way
      for (const { from, to, at } of this.#edges) {
        if (from !== here || seen.has(to)) continue
        seen.add(to)
        ways.push({ file: to, way: [...way, at] })
      }
    }
    return []
  }

  async #read(file: string): Promise<Read | null> {
    const known = this.#files.get(file)
    if (known !== undefined) return known
    const text = await readFile(resolve(this.#projectDir, file), 'utf8').catch(() => null)
    if (text === null) return null
    const clean = text.replace(/^\uFEFF/, '')
    const read = { text: clean, lines: lineIndex(clean) }
    this.#files.set(file, read)
    return read
  }

  #name(absolute: string): string {
    return relativePath(this.#projectDir, absolute)
  }
}

const computedIds: ReadonlySet<string> = new Set([
  'indirect-require',
  'unsupported-dynamic-import',
  'unsupported-require-call',
])

function byPlace({ at: left }: { readonly at: Span }, { at: right }: { readonly at: Span }): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1
  return left.start - right.start
}
