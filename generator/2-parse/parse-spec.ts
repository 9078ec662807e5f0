import type { SpecSyntax } from '../artifact/documents.js'
import type { SourceFile, SourceSet } from '../artifact/source-set.js'
import { conclude, type Outcome, refuse } from '../diagnostic/outcome.js'
import { specGrammar } from '../language/spec-grammar.js'
import { buildSpec } from './build/build-spec.js'
import { checkShape } from './check/check-shape.js'
import { Checking } from './check/checking.js'
import { specDialect } from './dialect.js'
import { gatherFiles, type SpecFile } from './include/gather-files.js'
import { includeEntryOf, includeKey } from './include/includes-of.js'
import { mergeFiles } from './include/merge-files.js'

/** What of a project lies around the root file of its spec. */
type Surroundings = Pick<SourceSet, 'included' | 'manifest'>

const alone: Surroundings = { included: null, manifest: null }

/** Reads an app spec with all that it includes; everything that is wrong with its shape is found at once. */
export function parseSpec(spec: SourceFile, { included, manifest }: Surroundings = alone): Outcome<SpecSyntax> {
  const { files, found: wrongEntries } = gatherFiles({ spec, included, manifest })
  const inFiles = files.flatMap(({ found }) => found)
  if (files[0]?.root === null) return refuse(inFiles)
  const { root, damaged, found: inTwo } = mergeFiles(specGrammar.root, files)
  const checking = new Checking(specDialect, specGrammar.named, damaged)
  for (const file of files) checkInclude(checking, file)
  checkShape(checking, specGrammar.root, root)
  const all = [...inFiles, ...wrongEntries, ...inTwo, ...checking.found]
  return all.length > 0
    ? refuse(all)
    : conclude(
        buildSpec(
          root,
          files.map(({ path }) => path),
        ),
        [],
      )
}

/** What a file includes is its own, and no part of the whole document. */
function checkInclude(checking: Checking, { root }: SpecFile): void {
  const entry = root === null ? null : includeEntryOf(root)
  const rule = specGrammar.root.keys[includeKey]
  if (entry !== null && rule !== undefined && 'shape' in rule)
    checking.at(entry, (value) => checkShape(checking, rule.shape, value))
}
