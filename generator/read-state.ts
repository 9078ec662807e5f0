// Holds the order of the phases that lead to the model of a project as it stands somewhere, and nothing else. What its modules
// are made of is taken for granted: a state of long ago has no installed packages, and its contract follows without them.
import type { ProjectRequest } from './1-read/find-project.js'
import { readProject } from './1-read/read-project.js'
import { findIncludes } from './2-parse/find-includes.js'
import { findSpecPath } from './2-parse/find-spec-path.js'
import { parse } from './2-parse/parse.js'
import { buildModel } from './4-model/build-model.js'
import { readTenonPackage } from './6-bundle/tenon-package.js'
import type { AppModel } from './artifact/app-model.js'
import type { Documents, ManifestSyntax } from './artifact/documents.js'
import { nowhere } from './artifact/node.js'
import type { ModuleSource, ModuleSources, SourceSet } from './artifact/source-set.js'
import { filesOf } from './define.js'
import { conclude, type Outcome } from './diagnostic/outcome.js'
import { sourceTexts } from './diagnostic/source-texts.js'
import { prove } from './prove.js'

/** A project as it stands in one place. */
export interface ProjectState {
  /** Absolute; null where the project could not be read. */
  readonly dir: string | null
  readonly sources: SourceSet | null
  readonly model: Outcome<AppModel>
}

/** Reads and models a project. Nothing of its modules is read, and nothing is written. */
export async function readState(request: ProjectRequest): Promise<ProjectState> {
  const read = await readProject(request, { findSpecPath, findIncludes })
  if (!read.ok) return { dir: null, sources: null, model: read }
  const { dir, sources } = read.value
  const parsed = parse(sources)
  return { dir, sources, model: parsed.ok ? modelDocuments(parsed.value, sources) : parsed }
}

/** Models parsed documents without a look at what stands behind the modules of the manifest. */
export function modelDocuments(documents: Documents, sources: SourceSet): Outcome<AppModel> {
  const lines = sourceTexts(filesOf(sources))
  const proven = prove(documents)(assumedSources(documents.manifest))
  if (!proven.ok) return proven
  const model = buildModel(proven.value.spec, proven.value.composition, {
    compilerVersion: readTenonPackage().version,
    generatedDir: `generated/${documents.spec.app.id.text}`,
    projectFromGenerated: '../..',
    declarations: new Map(),
    locate: ({ file, start }) => `${file}:${lines.linesOf(file)?.position(start).line ?? 1}`,
  })
  return conclude(model, proven.diagnostics)
}

function assumedSources({ modules }: ManifestSyntax): ModuleSources {
  const guests = new Set(modules.flatMap(({ kind, source }) => (kind === 'guest' ? [source.text] : [])))
  return new Map(modules.map(({ source: { text } }) => [text, assume(text, guests.has(text))]))
}

function assume(specifier: string, isGuest: boolean): ModuleSource {
  if (specifier.startsWith('tenon:')) return { kind: 'built-in' }
  const found = { kind: 'found', specifier, version: null, integrity: '', hasDefaultExport: true } as const
  return isGuest ? { ...found, guest: unreadGuest } : found
}

const unreadGuest = {
  code: '',
  map: '',
  integrity: '',
  imports: [],
  computed: [],
  exported: { kind: 'unknown' },
  entry: nowhere(''),
  texts: [],
} as const
