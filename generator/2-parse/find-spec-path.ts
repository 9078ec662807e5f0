import type { SourceFile } from '../artifact/source-set.js'
import { manifestDialect } from './dialect.js'
import { readYaml } from './yaml/read-yaml.js'

/**
 * The path of the app spec that a manifest names, relative to the manifest; null where it names none or cannot be read.
 * Reading needs it before anything is parsed, and says nothing of what is wrong: parsing does.
 */
export function findSpecPath(manifest: SourceFile): string | null {
  const { root } = readYaml(manifest, manifestDialect.parseError)
  const named = root?.entries.find(({ key }) => key.text === 'app')?.value
  return named?.kind === 'scalar' && typeof named.value === 'string' && named.value.trim() !== '' ? named.value : null
}
