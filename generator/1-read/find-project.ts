import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Which files a project consists of, as absolute paths; `others` are further candidates, which must not be there. */
export interface ProjectPaths {
  /** Every path that diagnostics name is relative to this folder. */
  readonly dir: string
  /** Null where neither the command line nor the folder names one. */
  readonly spec: string | null
  /** True when the command line names the spec: then the manifest's `app` does not count. */
  readonly specIsGiven: boolean
  readonly manifest: string | null
  readonly ambiguous: readonly (readonly [string, string])[]
}

export interface ProjectRequest {
  /** Absolute. */
  readonly cwd: string
  /** The app spec, relative to `cwd`; given by the caller, it decides. */
  readonly configPath?: string | undefined
  /** The module manifest, relative to `cwd`. */
  readonly manifestPath?: string | undefined
}

export const specNames = ['app.yaml', 'app.yml'] as const
export const manifestNames = ['modules.yaml', 'modules.yml'] as const

/** Finds the project: what was named, or else the nearest folder upwards that has a spec or a manifest. */
export function findProject({ cwd, configPath, manifestPath }: ProjectRequest): ProjectPaths {
  const spec = configPath === undefined ? null : resolve(cwd, configPath)
  if (manifestPath !== undefined) {
    const manifest = resolve(cwd, manifestPath)
    return { dir: dirname(manifest), spec, specIsGiven: spec !== null, manifest, ambiguous: [] }
  }
  const dir = spec === null ? findFolder(cwd) : dirname(spec)
  const manifests = inFolder(dir, manifestNames)
  const specs = inFolder(dir, specNames)
  const ambiguous = [manifests, ...(spec === null ? [specs] : [])].flatMap(([first, second]) =>
    first !== undefined && second !== undefined ? [[first, second] as const] : [],
  )
  return {
    dir,
    spec: spec ?? specs[0] ?? null,
    specIsGiven: spec !== null,
    manifest: manifests[0] ?? null,
    ambiguous,
  }
}

// Upwards to the root of the package or repository, so that a stray file far above is never picked up.
function findFolder(cwd: string): string {
  for (let dir = cwd; ; dir = dirname(dir)) {
    if (inFolder(dir, [...specNames, ...manifestNames]).length > 0) return dir
    if (existsSync(join(dir, 'package.json')) || existsSync(join(dir, '.git')) || dirname(dir) === dir) return cwd
  }
}

function inFolder(dir: string, names: readonly string[]): readonly string[] {
  return names.map((name) => join(dir, name)).filter((path) => existsSync(path))
}
