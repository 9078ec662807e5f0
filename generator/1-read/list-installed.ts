// Takes a project's folder; gives the packages among its dependencies that say which ports they provide.
// Promises that nothing is run, and that what cannot be read is as good as not installed: this is for advice alone.
// Not its job: whether such a package is what it says.
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { InstalledModule } from '../artifact/source-set.js'

/** In the order in which `package.json` lists them. */
export async function listInstalled(projectDir: string): Promise<readonly InstalledModule[]> {
  const project = await findAbove(projectDir, 'package.json')
  if (project === null) return []
  const { dependencies, devDependencies, optionalDependencies } = project
  const names = [dependencies, devDependencies, optionalDependencies].flatMap((listed) => Object.keys(listed ?? {}))
  const found = await Promise.all([...new Set(names)].map((name) => readInstalled(projectDir, name)))
  return found.filter((one) => one !== null)
}

async function readInstalled(projectDir: string, source: string): Promise<InstalledModule | null> {
  const installed = await findAbove(projectDir, join('node_modules', source, 'package.json'))
  const stated: unknown = installed?.tenon?.provides
  if (!Array.isArray(stated)) return null
  const provides = stated.flatMap((reference: unknown) => {
    const [, port, version] = /^([^@\s]+)@([^@\s]+)$/.exec(String(reference)) ?? []
    return port === undefined || version === undefined ? [] : [{ port, version }]
  })
  return provides.length === 0 ? null : { source, provides }
}

/** What is read of a `package.json`, of whatever form it is. */
interface PackageJson {
  readonly dependencies?: object | null
  readonly devDependencies?: object | null
  readonly optionalDependencies?: object | null
  readonly tenon?: { readonly provides?: unknown } | null
}

async function findAbove(folder: string, path: string): Promise<PackageJson | null> {
  const found = await readPackage(join(folder, path))
  if (found !== null || dirname(folder) === folder) return found
  return findAbove(dirname(folder), path)
}

async function readPackage(path: string): Promise<PackageJson | null> {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'))
    return typeof read === 'object' ? read : null
  } catch {
    return null
  }
}
