import type { ManifestSyntax } from '../artifact/documents.js'
import { type MapNode, nowhere } from '../artifact/node.js'
import type { SourceFile } from '../artifact/source-set.js'
import { type Diagnostic, diagnostic } from '../diagnostic/diagnostic.js'
import { safeFix } from '../diagnostic/fix.js'
import { conclude, type Outcome, refuse } from '../diagnostic/outcome.js'
import { findNearest } from '../diagnostic/suggest.js'
import { manifestGrammar } from '../language/manifest-grammar.js'
import { buildManifest } from './build/build-manifest.js'
import { checkShape } from './check/check-shape.js'
import { Checking } from './check/checking.js'
import { manifestDialect } from './dialect.js'
import { readYaml } from './yaml/read-yaml.js'

const format = 1

/** Reads a module manifest; everything that is wrong with its shape is found at once. */
export function parseManifest(file: SourceFile): Outcome<ManifestSyntax> {
  const { root, damaged, found } = readYaml(file, manifestDialect.parseError)
  if (root === null) return refuse(found)
  const version = checkVersion(root)
  // Of another format, nothing else can be said.
  if (version?.isWritten) return refuse([...found, version.found])
  const checking = new Checking(manifestDialect, manifestGrammar.named, damaged)
  checkShape(checking, manifestGrammar.root, version === null ? root : asFormatOne(root))
  const all = [...found, ...(version === null ? [] : [version.found]), ...checking.found]
  return all.length > 0 ? refuse(all) : conclude(buildManifest(root), [])
}

/** The manifest of a project that has none. */
export function absentManifest(): ManifestSyntax {
  return {
    at: nowhere('modules.yaml'),
    app: null,
    out: null,
    target: 'node',
    presets: [],
    modules: [],
    bindings: [],
    given: false,
  }
}

interface WrongVersion {
  readonly found: Diagnostic
  readonly isWritten: boolean
}

function checkVersion(root: MapNode): WrongVersion | null {
  const written = root.entries.find(({ key }) => key.text === 'tenon')?.value
  if (written?.kind === 'scalar' && written.value === format) return null
  // A misspelt key is told as such.
  if (written === undefined && root.entries.some(({ key }) => findNearest(key.text, ['tenon']) !== null)) return null
  const isWritten = written !== undefined
  const version = !isWritten
    ? 'unknown'
    : written.kind === 'scalar'
      ? JSON.stringify(written.value)
      : `a ${written.kind}`
  const at = written?.at ?? { ...root.at, end: root.at.start }
  const path = isWritten ? 'tenon' : '$'
  const line = { kind: 'first', at: root.at, key: 'tenon', value: String(format) } as const
  const fixes = isWritten ? [] : [safeFix(`write "tenon: ${format}" in the first line`, line)]
  return { isWritten, found: diagnostic('manifest_version_unsupported_error', at, { version }, { path, fixes }) }
}

/** The manifest as it would be with the line that it lacks, so that the rest of it is read all the same. */
function asFormatOne(root: MapNode): MapNode {
  const { at } = root
  const line = { key: { text: 'tenon', at }, value: { kind: 'scalar', at, value: format } } as const
  return { ...root, entries: [line, ...root.entries] }
}
