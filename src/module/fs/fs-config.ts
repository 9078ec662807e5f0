import { isObject, readSettings } from '../host/read-settings.js'

/** What guests may reach: a folder of the host as `/`, and what is mounted beneath it. Without `root`, mounts alone. */
export interface FsConfig {
  /** A folder; relative to the one that the process runs in. It must be there. */
  readonly root?: string
  /** Of `root`. Default: `read`. */
  readonly access?: FsAccess
  readonly mounts?: readonly FsMount[]
  /** The most that is read of one file at once, in KiB. Default: 8192. */
  readonly maxReadKb?: number
}

export type FsAccess = 'read' | 'write'

/** A folder of the host at a path, or files that are part of the program, which can only be read. */
export type FsMount =
  | { readonly at: string; readonly root: string; readonly access?: FsAccess }
  | { readonly at: string; readonly files: Readonly<Record<string, string | Uint8Array>> }

export interface FsSettings {
  readonly mounts: readonly FsMount[]
  readonly maxReadBytes: number
}

const accesses = ['read', 'write'] as const

/** The config as a list of mounts; throws one sentence that names what is wrong. */
export function readFsConfig(config: unknown): FsSettings {
  const settings = readSettings(config, 'config', ['root', 'access', 'mounts', 'maxReadKb'])
  const root = settings.text('root')
  const given = settings.raw('mounts') ?? []
  if (!Array.isArray(given)) throw settings.fail('mounts', 'a list')
  const access = settings.choice('access', accesses, 'read')
  const mounts = given.map((mount: unknown, index) => readMount(mount, `config.mounts[${index}]`))
  const all = root === undefined ? mounts : [{ at: '/', root, access }, ...mounts]
  if (all.length === 0) throw new Error('config.root must name the folder that guests may reach, or config.mounts some')
  const places = all.map(({ at }) => toSegments(at).join('/'))
  const twice = places.find((place, index) => places.indexOf(place) !== index)
  if (twice !== undefined) throw new Error(`config.mounts has two for "/${twice}"`)
  return { mounts: all, maxReadBytes: settings.count('maxReadKb', 8192) * 1024 }
}

function readMount(mount: unknown, at: string): FsMount {
  const settings = readSettings(mount, at, ['at', 'root', 'access', 'files'])
  const place = settings.text('at')
  if (place === undefined || !place.startsWith('/') || place.includes('\0'))
    throw settings.fail('at', 'a path that begins with /')
  const files = settings.raw('files')
  const root = settings.text('root')
  if ((files === undefined) === (root === undefined)) throw new Error(`${at} must have either root or files`)
  if (root !== undefined) return { at: place, root, access: settings.choice('access', accesses, 'read') }
  if (settings.choice('access', accesses, 'read') === 'write') throw settings.fail('access', 'read where it has files')
  if (!isFiles(files)) throw settings.fail('files', 'a mapping of paths to texts or bytes')
  return { at: place, files }
}

function isFiles(files: unknown): files is Readonly<Record<string, string | Uint8Array>> {
  const isContent = (content: unknown): boolean => typeof content === 'string' || content instanceof Uint8Array
  return isObject(files) && Object.values(files).every(isContent)
}

/** The names on the way from `/`: without empty ones and `.`, and with each `..` taken back; there is nothing above `/`. */
export function toSegments(path: string): readonly string[] {
  const segments: string[] = []
  for (const name of path.split('/')) {
    if (name === '..') segments.pop()
    else if (name !== '' && name !== '.') segments.push(name)
  }
  return segments
}
