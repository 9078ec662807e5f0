import type { Bundle, BundleDiagnostic } from '../src/contract/bundle.js'
import type { ScenarioSuite } from '../src/contract/scenario.js'
import { readTenonPackage } from './6-bundle/tenon-package.js'
import type { ModuleModel } from './artifact/app-model.js'
import type { ManifestSyntax } from './artifact/documents.js'
import type { ModuleSource, ModuleSources, SourceSet } from './artifact/source-set.js'
import type { Span } from './artifact/span.js'
import { type Compiled, compile } from './compile.js'
import { CompositionError } from './composition-error.js'
import { type AppSpec, filesOf } from './define.js'
import type { Diagnostic } from './diagnostic/diagnostic.js'
import { sourceTexts } from './diagnostic/source-texts.js'
import { evaluateProgram, evaluateScenarios } from './evaluate/evaluate-program.js'
import { loadBuiltIn } from './evaluate/load-built-in.js'
import { hashInput } from './hash-input.js'

export type { Bundle, BundleDiagnostic } from '../src/contract/bundle.js'
export type { ScenarioSuite } from '../src/contract/scenario.js'
export { CompositionError } from './composition-error.js'

export interface CompileAppOptions {
  readonly spec: AppSpec
  /** What the bundle says that it was compiled by, and its hash covers; Tenon's own version where it is absent. */
  readonly compilerVersion?: string | undefined
}

/**
 * Compiles a parsed app in memory, through the same phases and the same emitted code as a build. Throws a
 * `CompositionError` that lists everything that is wrong. Built-in modules load when the app starts; what the manifest
 * names by a path or a package, the host's `moduleLoader` supplies by the module's id.
 *
 * @example
 * const runtime = createAppRuntime({ bundle: compileApp({ spec: defineApp({ yaml, modules }) }) })
 */
export function compileApp(options: CompileAppOptions): Bundle {
  const { value, warnings } = compileInMemory(options)
  return bundleOf(value, [...options.spec.diagnostics, ...warnings])
}

/**
 * Compiles the scenarios of a parsed app in memory, for `runScenarios` of `tenon/testing` beside the bundle of
 * `compileApp`. Throws a `CompositionError` that lists everything that is wrong.
 *
 * @example
 * const report = await runScenarios({ bundle: compileApp({ spec }), scenarios: compileScenarios({ spec }) })
 */
export function compileScenarios(options: CompileAppOptions): ScenarioSuite {
  const { model, files } = compileInMemory(options).value
  const { id } = model.app
  return evaluateScenarios(id, files) ?? { app: id, hash: model.hash, personas: [], scenarios: [] }
}

function compileInMemory({ spec, compilerVersion }: CompileAppOptions): {
  readonly value: Compiled
  readonly warnings: readonly Diagnostic[]
} {
  const { documents, sources } = spec
  const compiled = compile(documents, moduleSources(documents.manifest), {
    compilerVersion: compilerVersion ?? readTenonPackage().version,
    generatedDir: `generated/${documents.spec.app.id.text}`,
    projectFromGenerated: '../..',
    ...hashInput(sources),
    // Nothing of a guest can be read here.
    declarations: new Map(),
    locate: locator(sources),
  })
  if (!compiled.ok) throw new CompositionError(compiled.diagnostics, filesOf(sources))
  return { value: compiled.value, warnings: compiled.diagnostics }
}

function bundleOf({ model, files }: Compiled, warnings: readonly Diagnostic[]): Bundle {
  const program = evaluateProgram(model.app.id, files)
  return {
    program,
    hash: program.hash,
    deployment: program.deployment,
    modules: { load: (id) => loadModule(model.composition.modules.find((module) => module.id === id)) },
    diagnostics: warnings.map(bundleDiagnostic),
  }
}

/** Natives and initializers are for guests, and in memory there are none: they start as modules that do nothing. */
async function loadModule(module: ModuleModel | undefined): Promise<unknown> {
  if (module === undefined || module.kind === 'provider') return loadBuiltIn(module?.source)
  return { kind: 'provider', activate: () => ({}) }
}

function bundleDiagnostic({ code, severity, message, path }: Diagnostic): BundleDiagnostic {
  return { code, severity, message, path }
}

/** Nothing is read here, so what is not built in must be there when the app starts. */
function moduleSources({ modules }: ManifestSyntax): ModuleSources {
  return new Map(
    modules.map(({ source: { text } }): [string, ModuleSource] => [
      text,
      { kind: text.startsWith('tenon:') ? 'built-in' : 'unchecked' },
    ]),
  )
}

function locator(sources: SourceSet): (at: Span) => string {
  const texts = sourceTexts(filesOf(sources))
  return ({ file, start }) => `${file}:${texts.linesOf(file)?.position(start).line ?? 1}`
}
