import type { IncludedPlace, SourceFile } from '../artifact/source-set.js'
import { includesOf } from './include/includes-of.js'
import { readSpecFile } from './read-spec-file.js'

/**
 * The places in the project where a file of a spec looks for further ones. Reading needs them before anything is parsed,
 * and says nothing of what is wrong: parsing does.
 */
export function findIncludes(file: SourceFile): readonly IncludedPlace[] {
  const { root } = readSpecFile(file)
  return root === null ? [] : includesOf(root).filter(({ isOutside }) => !isOutside)
}
