// In: a loader and a transform. Out: the JavaScript of a file. Promised: a source is transformed once for a factory, as long as
// its text stays the same, and what failed is tried again.

import { endingOf } from '../../resolve/paths.js'
import type { SourceLoader } from '../../resolve/source-loader.js'
import type { SourceFormat, SourceTransform, TransformedSource } from '../../resolve/source-transform.js'
import { loadError, wordsOf } from './module-errors.js'
import type { RequireSettings } from './require-settings.js'

const typed: ReadonlySet<string> = new Set(['.ts', '.mts', '.cts'])
const untransformable: ReadonlySet<string> = new Set(['.tsx', '.jsx'])

interface CachedSource extends TransformedSource {
  readonly text: string
}

const known = new WeakMap<RequireSettings, Sources>()

/** The sources of whoever has these settings: one factory, and all of its runtimes. */
export function sourcesOf(settings: RequireSettings): Sources {
  const sources = known.get(settings) ?? new Sources(settings)
  known.set(settings, sources)
  return sources
}

/** The sources of a factory, which its runtimes share. */
export class Sources {
  readonly loader: SourceLoader
  readonly #transform: SourceTransform | undefined
  // By path, and the texts are compared: a hash would save nothing, and might be wrong.
  readonly #cache: Readonly<Record<SourceFormat, Map<string, CachedSource>>> = {
    commonjs: new Map(),
    module: new Map(),
  }

  constructor({ loader, transform }: Pick<RequireSettings, 'loader' | 'transform'>) {
    this.loader = loader ?? { read: () => null }
    this.#transform = transform
  }

  /** The text of a file as it is. Throws `ERR_MODULE_LOAD`. */
  text(path: string): string {
    let text: string | null
    try {
      text = this.loader.read(path)
    } catch (cause) {
      throw loadError(path, `it could not be read: ${wordsOf(cause)}`, cause)
    }
    if (text === null) throw loadError(path, 'it is gone')
    return text.replace(/^\ufeff/, '')
  }

  /** What a VM runs for a file. Throws `ERR_MODULE_LOAD`. */
  code(path: string, format: SourceFormat): TransformedSource {
    // As a comment, so that lines stay what they are.
    const text = this.text(path).replace(/^#!/, '//')
    const ending = endingOf(path)
    if (untransformable.has(ending)) throw loadError(path, 'JSX is not supported')
    if (!typed.has(ending)) return { code: text, map: null }
    const known = this.#cache[format].get(path)
    if (known?.text === text) return known
    const source = { ...this.#transformed(text, path, format), text }
    this.#cache[format].set(path, source)
    return source
  }

  #transformed(text: string, path: string, format: SourceFormat): TransformedSource {
    if (this.#transform === undefined) throw loadError(path, 'it is TypeScript, and "transform" is not set')
    try {
      return this.#transform(text, path, format)
    } catch (cause) {
      throw loadError(path, wordsOf(cause), cause)
    }
  }
}
