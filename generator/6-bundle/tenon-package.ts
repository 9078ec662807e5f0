import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EnvironmentFailure } from '../diagnostic/environment-failure.js'

/** The installed package that this code belongs to. Bundles take the runtime from it, so that both halves are of one version. */
export interface TenonPackage {
  readonly root: string
  readonly version: string
  /** `tenon/program` → the absolute path of its code; `tenon/module/*` → one in which a `*` stands for the name. */
  readonly exports: ReadonlyMap<string, string>
}

/** The code behind an import of the package; undefined where it exports no such thing. */
export function findExport(exports: TenonPackage['exports'], specifier: string): string | undefined {
  const pattern = specifier.replace(/[^/]+$/, '*')
  const name = specifier.slice(pattern.length - 1)
  return exports.get(specifier) ?? exports.get(pattern)?.replace('*', name)
}

interface PackageJson {
  readonly name: string
  readonly version: string
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>
}

/** Finds the package from where this file lies; in a checkout that runs from its sources, its exports are the sources too. */
export function readTenonPackage(): TenonPackage {
  const here = fileURLToPath(import.meta.url)
  const root = findRoot(dirname(here))
  const { version, exports }: PackageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const paths = Object.entries(exports).flatMap(([name, target]) => {
    if (typeof target === 'string') return []
    const code = here.endsWith('.ts')
      ? target.default.replace(/^\.\/dist\//, './').replace(/\.js$/, '.ts')
      : target.default
    return [[`tenon${name.slice(1)}`, join(root, code)] as const]
  })
  return { root, version, exports: new Map(paths) }
}

function findRoot(folder: string): string {
  const file = join(folder, 'package.json')
  if (existsSync(file)) {
    const { name }: PackageJson = JSON.parse(readFileSync(file, 'utf8'))
    if (name === 'tenon') return folder
  }
  const parent = dirname(folder)
  if (parent === folder)
    throw new EnvironmentFailure('the package of Tenon is not complete: its package.json is missing')
  return findRoot(parent)
}
