import { createRequire } from 'node:module'

type Esbuild = typeof import('esbuild')

/** What reads code, loaded when there is some. It is CommonJS: imported, all of it would be searched for the names of its exports. */
export function loadEsbuild(): Esbuild {
  const require = createRequire(import.meta.url)
  const esbuild: Esbuild = require('esbuild')
  return esbuild
}
