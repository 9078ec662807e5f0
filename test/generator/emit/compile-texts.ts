import { readFileSync } from 'node:fs'
import type { ModuleSource } from '../../../generator/artifact/source-set.js'
import { type Compiled, compile } from '../../../generator/compile.js'
import { CompositionError } from '../../../generator/composition-error.js'
import { type AppTexts, defineApp, filesOf } from '../../../generator/define.js'
import { sourceTexts } from '../../../generator/diagnostic/source-texts.js'
import { hashInput } from '../../../generator/hash-input.js'

/** The two texts of an app. */
export interface Texts {
  readonly yaml: string
  readonly modules: string
}

/** Compiles an app as a project of the layout `app.yaml`, `modules.yaml`, `generated/`; every module that it names is there. */
export function compileTexts(app: AppTexts): Compiled {
  const { documents, sources } = defineApp(app)
  const texts = sourceTexts(filesOf(sources))
  const modules = documents.manifest.modules.map(({ source: { text } }): [string, ModuleSource] => [text, found(text)])
  const compiled = compile(documents, new Map(modules), {
    compilerVersion: '0.1.0',
    generatedDir: `generated/${documents.spec.app.id.text}`,
    declarations: new Map(),
    projectFromGenerated: '../..',
    ...hashInput(sources),
    locate: ({ file, start }) => `${file}:${texts.linesOf(file)?.position(start).line}`,
  })
  if (!compiled.ok) throw new CompositionError(compiled.diagnostics, filesOf(sources))
  return compiled.value
}

function found(source: string): ModuleSource {
  if (source.startsWith('tenon:')) return { kind: 'built-in' }
  return { kind: 'found', specifier: source, version: null, integrity: 'sha256-', hasDefaultExport: true }
}

/** The texts of one of the apps in `samples`. */
export function readApp(name: string): Texts {
  const read = (file: string) => readFileSync(new URL(`samples/${name}/${file}`, import.meta.url), 'utf8')
  return { yaml: read('app.yaml'), modules: read('modules.yaml') }
}

/** The emitted texts by path. */
export function textsOf({ files }: Compiled): ReadonlyMap<string, string> {
  return new Map(files.files.map(({ path, text }) => [path, text]))
}
