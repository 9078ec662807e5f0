import { posix } from 'node:path'
import { transformSync } from 'esbuild'
import type { Program } from '../../src/contract/program.js'
import type { ScenarioSuite } from '../../src/contract/scenario.js'
import * as face from '../../src/program.js'
import type { FileSet } from '../artifact/file-set.js'

type Exports = Readonly<Record<string, unknown>>

/** Turns the emitted program into functions of this process: types are stripped, the rest is what a build would run. */
export function evaluateProgram(appId: string, files: FileSet): Program {
  return evaluate(appId, files, 'program.ts').program as Program
}

/** The same for the emitted scenarios; null where there are none. */
export function evaluateScenarios(appId: string, files: FileSet): ScenarioSuite | null {
  const isThere = files.files.some(({ path }) => path === 'scenarios.ts')
  return isThere ? (evaluate(appId, files, 'scenarios.ts').scenarios as ScenarioSuite) : null
}

function evaluate(appId: string, { files }: FileSet, entry: string): Exports {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  const modules = new Map<string, { exports: Exports }>([['tenon/program', { exports: face }]])
  const load = (path: string): Exports => {
    const known = modules.get(path)
    if (known !== undefined) return known.exports
    const module: { exports: Exports } = { exports: {} }
    // Before it is run: parts of a program may name each other in a circle.
    modules.set(path, module)
    functionOf(`${appId}/${path}`, texts.get(path) ?? '')(module, (specifier) => load(resolve(path, specifier)))
    return module.exports
  }
  return load(entry)
}

type ModuleFunction = (module: { exports: Exports }, require: (specifier: string) => Exports) => void

function functionOf(name: string, text: string): ModuleFunction {
  const { code } = transformSync(text, {
    loader: 'ts',
    format: 'cjs',
    target: 'es2022',
    sourcefile: name,
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  })
  return new Function('module', 'require', `${code}\n//# sourceURL=tenon:${name}`) as ModuleFunction
}

function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts')
}
