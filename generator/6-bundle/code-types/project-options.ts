import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { foldersAbove } from './lay-out-code.js'
import { askTsc } from './run-tsc.js'

/** How a project's own code is read: as strictly as the project reads it, and bundled as Tenon bundles it. */
export interface ProjectOptions {
  readonly options: Readonly<Record<string, unknown>>
  /** The tsconfig.json that says so, absolute; null for none. */
  readonly file: string | null
  /** Whether the types of Node are installed. */
  readonly hasNode: boolean
}

// How modules are found and what is written is not the project's to say here: esbuild bundles it, and nothing is written.
const kept = [
  ...['strict', 'noImplicitAny', 'noImplicitThis', 'strictBindCallApply', 'strictBuiltinIteratorReturn'],
  ...['strictFunctionTypes', 'strictNullChecks', 'strictPropertyInitialization', 'useUnknownInCatchVariables'],
  ...['exactOptionalPropertyTypes', 'noUncheckedIndexedAccess', 'experimentalDecorators'],
  ...['lib', 'types', 'jsx', 'jsxImportSource', 'customConditions'],
]

/** Where the project's options stand and whether it has the types of Node: what can be told without asking TypeScript. */
export function findProjectOptions(projectDir: string): Pick<ProjectOptions, 'file' | 'hasNode'> {
  const folders = foldersAbove(projectDir)
  const file = folders.map((folder) => join(folder, 'tsconfig.json')).find((path) => existsSync(path)) ?? null
  return { file, hasNode: folders.some((folder) => existsSync(join(folder, 'node_modules/@types/node'))) }
}

export async function readProjectOptions(projectDir: string): Promise<ProjectOptions> {
  const { file, hasNode } = findProjectOptions(projectDir)
  const given = file === null ? {} : await showOptions(file)
  const own = Object.fromEntries(Object.entries(given).filter(([name]) => kept.includes(name)))
  const types = Array.isArray(own.types) ? own.types : []
  const paths = file === null ? {} : absolutePaths(given.paths, dirname(file))
  const options = { ...own, types: hasNode ? [...new Set([...types, 'node'])] : types, paths }
  return { options, file, hasNode }
}

/** The options of a tsconfig.json with all that it extends; none where TypeScript cannot make sense of it. */
async function showOptions(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const shown: unknown = JSON.parse(await askTsc(['-p', file, '--showConfig'], dirname(file)))
    const isShown = typeof shown === 'object' && shown !== null && 'compilerOptions' in shown
    return isShown ? { ...(shown.compilerOptions as object) } : {}
  } catch (refusal) {
    if (refusal instanceof SyntaxError) return {}
    throw refusal
  }
}

function absolutePaths(paths: unknown, folder: string): Readonly<Record<string, readonly string[]>> {
  if (typeof paths !== 'object' || paths === null) return {}
  return Object.fromEntries(
    Object.entries(paths).map(([name, targets]) => [
      name,
      Array.isArray(targets) ? targets.map((target) => resolve(folder, String(target))) : [],
    ]),
  )
}

/** The tsconfig.json and those that it extends by path, absolute: when one changes, code is read in another way. */
export async function listConfigs(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return []
  const named = /"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/.exec(text)?.[1] ?? ''
  const paths = [...named.matchAll(/"(\.[^"]*)"/g)].map(([, path = '']) => resolve(dirname(file), path))
  const found = await Promise.all(paths.map((path) => listConfigs(path.endsWith('.json') ? path : `${path}.json`)))
  return [file, ...found.flat()]
}

/** What stands in for the types of Node where a project has not installed them: everything is there, and of no type. */
export function untypedNode(): string {
  const names = builtinModules.filter((name) => !name.startsWith('_'))
  const globals = ['process', 'Buffer', 'global', '__dirname', '__filename', 'require', 'module', 'setImmediate']
  return [
    "declare module 'node:*'",
    ...names.map((name) => `declare module '${name}'`),
    ...globals.map((name) => `declare var ${name}: any`),
    '',
  ].join('\n')
}
