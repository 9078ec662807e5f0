import { constants } from 'node:fs'
import { access, readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { isAbsence } from '../../1-read/read-source.js'
import { readTenonPackage } from '../../6-bundle/tenon-package.js'

/** The machine as the doctor looks at it; tests bring their own. */
export interface Machine {
  readonly nodeVersion: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** What to type before a verb, so that it is about the project that is looked at: `tenon -C examples/desk`. */
  readonly command: string
  /** The package that runs. */
  readonly tenon: InstalledPackage
  /** Runs esbuild once; its version, or a rejection. */
  runEsbuild(): Promise<string>
  /** Loads a driver as an app of this folder would, and opens something with it where that needs no server. */
  loadDriver(name: string, dir: string): Promise<void>
  /** What is in a folder; nothing where there is no such folder. */
  list(folder: string): Promise<readonly FolderEntry[]>
  /** The version that a folder's package.json says; null where there is none. */
  readVersion(folder: string): Promise<string | null>
  /** Rejects where nothing can be written there. */
  testWriting(path: string): Promise<void>
}

export interface FolderEntry {
  readonly name: string
  /** It stands elsewhere, where it may lead in a circle. */
  readonly isLink: boolean
}

export interface InstalledPackage {
  readonly version: string
  /** What `engines` says of Node: `>=20.19`. */
  readonly node: string
  /** Packages that an app shares with Tenon: two versions of one are two things with one name. */
  readonly peers: readonly string[]
}

interface PackageJson {
  readonly version?: string
  readonly engines?: { readonly node?: string }
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** The real machine, looked at for the project of a folder that the command line names, or of the working folder. */
export async function thisMachine(environment: Machine['environment'], folder: string | null): Promise<Machine> {
  const { root, version } = readTenonPackage()
  const own: PackageJson = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const peers = Object.keys({ ...own.optionalDependencies, ...own.peerDependencies }).sort()
  return {
    nodeVersion: process.versions.node,
    environment,
    command: folder === null ? 'tenon' : `tenon -C ${/^[\w./-]+$/.test(folder) ? folder : JSON.stringify(folder)}`,
    tenon: { version, node: own.engines?.node ?? '', peers },
    runEsbuild,
    loadDriver: async (name, dir) => loadDriver(name, [dir, root]),
    list: async (folder) => {
      const entries = await orAbsent(readdir(folder, { withFileTypes: true }), [])
      return entries.map((entry) => ({ name: entry.name, isLink: entry.isSymbolicLink() }))
    },
    readVersion: async (folder) => {
      const text = await orAbsent(readFile(join(folder, 'package.json'), 'utf8'), null)
      return text === null ? null : versionIn(text)
    },
    testWriting: (path) => access(path, constants.W_OK),
  }
}

async function runEsbuild(): Promise<string> {
  const { transform, version } = await import('esbuild')
  await transform('let it: string', { loader: 'ts' })
  return version
}

/** The project's own driver comes before the one that Tenon brings, as it does when an app starts. */
function loadDriver(name: string, folders: readonly string[]): void {
  const require = folders.map((folder) => createRequire(join(folder, 'package.json')))
  const from = require.find((one) => isResolved(one, name))
  if (from === undefined) throw new Error('it is not installed')
  const driver: unknown = from(name)
  // The binary is loaded with the first database, not with the package.
  if (name === 'better-sqlite3' && typeof driver === 'function') Reflect.construct(driver, [':memory:']).close()
}

function isResolved(require: NodeJS.Require, name: string): boolean {
  try {
    require.resolve(name)
    return true
  } catch {
    return false
  }
}

async function orAbsent<Value, Otherwise>(reading: Promise<Value>, otherwise: Otherwise): Promise<Value | Otherwise> {
  try {
    return await reading
  } catch (refusal) {
    if (isAbsence(refusal)) return otherwise
    throw refusal
  }
}

function versionIn(text: string): string | null {
  try {
    const { version }: PackageJson = JSON.parse(text)
    return typeof version === 'string' ? version : null
  } catch {
    return null
  }
}
