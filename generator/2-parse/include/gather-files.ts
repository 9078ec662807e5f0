// A file is read before those that it includes, and those in the order in which it names them. This is the order in which
// the parts of a section follow each other.
import type { Included, SourceFile, SourceSet } from '../../artifact/source-set.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { specDialect } from '../dialect.js'
import { readYaml, type YamlDocument } from '../yaml/read-yaml.js'
import { hintAtFile } from './hint-at-file.js'
import type { IncludePattern } from './include-pattern.js'
import { includeKey, includesOf } from './includes-of.js'

/** One file of a spec, read by itself. */
export interface SpecFile extends YamlDocument {
  readonly path: string
}

export interface GatheredFiles {
  /** The root file first; each file once, however many name it. */
  readonly files: readonly SpecFile[]
  /** What is wrong with an entry of some `include`. */
  readonly found: readonly Diagnostic[]
}

/** Reads a spec with all that it includes. */
export function gatherFiles(sources: Pick<SourceSet, 'spec' | 'included' | 'manifest'>): GatheredFiles {
  return new Gathering(sources).read()
}

/** A file whose includes are being followed. */
interface Visit {
  readonly path: string
  /** The entry that led to it; null for the root file. */
  readonly by: IncludePattern | null
  readonly rest: Iterator<Target>
}

/** A file that an entry means. */
interface Target {
  readonly by: IncludePattern
  readonly file: SourceFile
}

class Gathering implements GatheredFiles {
  readonly files: SpecFile[] = []
  readonly found: Diagnostic[] = []
  readonly #spec: SourceFile
  readonly #included: Included | null
  /** Every file that an entry can mean: what is included in code-unit order of path, as it comes, and the root file. */
  readonly #texts: ReadonlyMap<string, SourceFile>
  readonly #manifest: string | null
  readonly #read = new Set<string>()
  readonly #trail: Visit[] = []

  constructor({ spec, included, manifest }: Pick<SourceSet, 'spec' | 'included' | 'manifest'>) {
    this.#spec = spec
    this.#included = included
    this.#texts = new Map([...(included?.files ?? []), spec].map((file) => [file.path, file]))
    this.#manifest = manifest?.path ?? null
  }

  // A loop, not a recursion: a chain of thousands must not end in a stack overflow.
  read(): GatheredFiles {
    this.#enter(this.#spec, null)
    for (let visit = this.#trail.at(-1); visit !== undefined; visit = this.#trail.at(-1)) {
      const next = visit.rest.next()
      if (next.done === true) this.#trail.pop()
      else this.#follow(next.value)
    }
    return this
  }

  #enter(file: SourceFile, by: IncludePattern | null): void {
    const { path } = file
    const document = readYaml(file, specDialect.parseError)
    this.#read.add(path)
    this.files.push({ path, ...document })
    const includes = document.root === null ? [] : includesOf(document.root)
    const targets = includes.flatMap((one) => this.#resolve(one).map((target) => ({ by: one, file: target })))
    this.#trail.push({ path, by, rest: targets[Symbol.iterator]() })
  }

  #follow({ by, file }: Target): void {
    if (!this.#read.has(file.path)) {
      this.#enter(file, by)
      return
    }
    const start = this.#trail.findIndex(({ path }) => path === file.path)
    if (start >= 0) this.#reportCircle(this.#trail.slice(start), by)
  }

  #resolve(by: IncludePattern): readonly SourceFile[] {
    const { written, index } = by
    const path = `${includeKey}.${index}`
    if (by.isOutside) {
      const problem = `"${written.text}" leads out of the project, and all that is included lies within it`
      this.found.push(diagnostic('authoring_spec_invalid', written.at, { problem }, { path }))
      return []
    }
    const files = this.#filesOf(by)
    if (files.length === 0) {
      const values = { kind: by.isPattern ? 'file that matches' : 'file', id: written.text }
      const extras = { path, ...hintAtFile(by, this.#included) }
      this.found.push(diagnostic('spec_reference_not_found_error', written.at, values, extras))
    }
    return files
  }

  /** A pattern never means the manifest, which may well lie beside the files of the spec. */
  #filesOf({ isPattern, path, matches }: IncludePattern): readonly SourceFile[] {
    if (isPattern) return [...this.#texts.values()].filter((file) => file.path !== this.#manifest && matches(file.path))
    const file = this.#texts.get(path)
    return file === undefined ? [] : [file]
  }

  #reportCircle(circle: readonly Visit[], last: IncludePattern): void {
    const [first, ...others] = circle.map(({ path }) => `"${path}"`)
    const problem =
      others.length === 0
        ? `${first} includes itself`
        : `files include each other in a circle: ${[first, ...others, first].join(' → ')}`
    const related = circle.flatMap(({ path, by }, index) =>
      index === 0 || by === null ? [] : [{ note: `"${path}" is included here`, at: by.written.at }],
    )
    const path = `${includeKey}.${last.index}`
    this.found.push(diagnostic('spec_contract_conflict_error', last.written.at, { problem }, { path, related }))
  }
}
