import { pickIncluded } from '../../../generator/1-read/pick-included.js'
import { readModules } from '../../../generator/1-read/read-modules.js'
import { findIncludes } from '../../../generator/2-parse/find-includes.js'
import { parse } from '../../../generator/2-parse/parse.js'
import type { ManifestSyntax } from '../../../generator/artifact/documents.js'
import { requireNamesOf } from '../../../generator/artifact/require-names.js'
import type { ModuleSources, SourceFile } from '../../../generator/artifact/source-set.js'
import { type Compiled, compile } from '../../../generator/compile.js'
import { filesOf } from '../../../generator/define.js'
import type { Diagnostic } from '../../../generator/diagnostic/diagnostic.js'
import { lineIndex } from '../../../generator/diagnostic/line-index.js'
import type { Texts } from './base.js'

/** One diagnostic, as far as a corpus holds it: `port_unbound_error app.yaml:12`. */
export type Finding = string

export interface Checked {
  readonly errors: readonly Finding[]
  readonly warnings: readonly Finding[]
  /** What the messages say, for people who read a failure. */
  readonly messages: readonly string[]
  readonly compiled: Compiled | null
}

/** The errors and warnings among diagnostics, each list in order. */
export function sortOut(diagnostics: readonly Diagnostic[], files: readonly SourceFile[]): Omit<Checked, 'compiled'> {
  const place = ({ at: { file, start } }: Diagnostic): string => {
    const text = files.find(({ path }) => path === file)?.text
    return `${file}:${text === undefined ? 1 : lineIndex(text).position(start).line}`
  }
  const of = (severity: Diagnostic['severity']): Finding[] =>
    diagnostics
      .filter((one) => one.severity === severity)
      .map((one) => `${one.code} ${place(one)}`)
      .sort()
  return {
    errors: of('error'),
    warnings: of('warning'),
    messages: diagnostics.map((one) => `${place(one)}: ${one.message}${one.hint === null ? '' : ` (${one.hint})`}`),
  }
}

/** What `tenon check` finds in a project whose YAML is given and whose modules lie in a folder; without types of code. */
export async function checkTexts(folder: string, texts: Texts): Promise<Checked> {
  const file = (path: string): SourceFile => ({ path, text: (texts.get(path) ?? '').replace(/^\uFEFF/, '') })
  const spec = file('app.yaml')
  const others = [...texts.keys()].filter((path) => /\.ya?ml$/.test(path) && path !== 'app.yaml').map(file)
  const manifest = texts.has('modules.yaml') ? file('modules.yaml') : null
  const sources = { spec, included: pickIncluded(spec, others, findIncludes), manifest, lockfile: null }
  const parsed = parse(sources)
  if (!parsed.ok) return { ...sortOut(parsed.diagnostics, filesOf(sources)), compiled: null }
  const { manifest: syntax, spec: app } = parsed.value
  const modules = await sourcesOf(folder, syntax)
  const code = [...modules.values()].flatMap((found) => (found.kind === 'found' ? (found.guest?.texts ?? []) : []))
  const compiled = compile(parsed.value, modules, {
    compilerVersion: '0.1.0',
    inputHash: 'sha256-',
    inputs: {},
    generatedDir: `generated/${app.app.id.text}`,
    projectFromGenerated: '../..',
    declarations: new Map(),
    locate: ({ file: path }) => path,
  })
  const found = sortOut([...parsed.diagnostics, ...compiled.diagnostics], [...filesOf(sources), ...code])
  return { ...found, compiled: compiled.ok ? compiled.value : null }
}

const read = new Map<string, Promise<ModuleSources>>()

/** Modules are bundled once for all texts that name them alike. */
function sourcesOf(folder: string, manifest: ManifestSyntax): Promise<ModuleSources> {
  const references = manifest.modules.map(({ source, kind }) => ({
    source: source.text,
    isGuest: kind === 'guest',
    at: source.at,
  }))
  const natives = requireNamesOf(manifest)
  const wanted = references.map(({ source, isGuest }) => `${source} ${isGuest}`).sort()
  const key = JSON.stringify([folder, [...new Set(wanted)], [...natives].sort()])
  const known = read.get(key) ?? readModules(references, { projectDir: folder, natives })
  read.set(key, known)
  return known
}
