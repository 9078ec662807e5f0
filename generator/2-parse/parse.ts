// In: the texts of the app spec, with those that it includes, and of the module manifest.
// Out: both documents, the files of the spec as one, each value with its place.
// Promised: right YAML, right shapes, known keys and operators; everything that is wrong is found in one run.
// Not its job: names are not resolved, and no rule that needs two places is checked.
import type { Documents } from '../artifact/documents.js'
import type { SourceSet } from '../artifact/source-set.js'
import { conclude, type Outcome, refuse } from '../diagnostic/outcome.js'
import { absentManifest, parseManifest } from './parse-manifest.js'
import { parseSpec } from './parse-spec.js'

/** Reads both documents. A project without a manifest has an empty one, which says that it was not given. */
export function parse({ spec, included, manifest }: SourceSet): Outcome<Documents> {
  const app = parseSpec(spec, { included, manifest })
  const modules = manifest === null ? conclude(absentManifest(), []) : parseManifest(manifest)
  const found = [...app.diagnostics, ...modules.diagnostics]
  return app.ok && modules.ok ? conclude({ spec: app.value, manifest: modules.value }, found) : refuse(found)
}
