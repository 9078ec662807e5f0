import type { SpecSyntax } from '../artifact/documents.js'
import type { SourceFile } from '../artifact/source-set.js'
import { conclude, type Outcome, refuse } from '../diagnostic/outcome.js'
import { specGrammar } from '../language/spec-grammar.js'
import { buildSpec } from './build/build-spec.js'
import { checkShape } from './check/check-shape.js'
import { Checking } from './check/checking.js'
import { specDialect } from './dialect.js'
import { readYaml } from './yaml/read-yaml.js'

/** Reads an app spec; everything that is wrong with its shape is found at once. */
export function parseSpec(file: SourceFile): Outcome<SpecSyntax> {
  const { root, damaged, found } = readYaml(file, specDialect.parseError)
  if (root === null) return refuse(found)
  const checking = new Checking(specDialect, specGrammar.named, damaged)
  checkShape(checking, specGrammar.root, root)
  const all = [...found, ...checking.found]
  return all.length > 0 ? refuse(all) : conclude(buildSpec(root), [])
}
