import { createRequire } from 'node:module'
import type { Message, TransformFailure } from 'esbuild'
import { SourceProblem, type SourceTransform } from '../../../resolve/source-transform.js'

type Esbuild = typeof import('esbuild')

let loaded: Esbuild | undefined

/** JavaScript of TypeScript sources, by esbuild, which is loaded when the first one comes. */
export const stripTypes: SourceTransform = (source, path, format) => {
  loaded ??= createRequire(import.meta.url)('esbuild') as Esbuild
  try {
    const { code, map } = loaded.transformSync(source, {
      loader: 'ts',
      format: format === 'module' ? 'esm' : 'cjs',
      target: 'es2022',
      sourcefile: path,
      sourcemap: 'external',
      sourcesContent: false,
      logLevel: 'silent',
    })
    return { code, map }
  } catch (failure) {
    throw problemIn(failure)
  }
}

function problemIn(failure: unknown): unknown {
  const [first]: readonly Message[] = (failure as Partial<TransformFailure>).errors ?? []
  if (first === undefined) return failure
  const { location, text } = first
  // esbuild counts columns from 0.
  const place = { line: location?.line ?? null, column: location === null ? null : location.column + 1 }
  return new SourceProblem(text, place, failure)
}
