import type { IncludedPlace, SourceFile } from '../artifact/source-set.js'
import { specDialect } from './dialect.js'
import { includesOf } from './include/includes-of.js'
import { readYaml } from './yaml/read-yaml.js'

/**
 * The places in the project where a file of a spec looks for further ones. Reading needs them before anything is parsed,
 * and says nothing of what is wrong: parsing does.
 */
export function findIncludes(file: SourceFile): readonly IncludedPlace[] {
  const { root } = readYaml(file, specDialect.parseError)
  return root === null ? [] : includesOf(root).filter(({ isOutside }) => !isOutside)
}
