import { baseName, foldersAbove, joinPath } from './paths.js'
import type { SourceLoader } from './source-loader.js'

/** What a `package.json` says that matters here. */
export interface PackageManifest {
  readonly name: string | null
  readonly main: string | null
  readonly isModule: boolean
  readonly exports: unknown
  readonly imports: unknown
}

/** Null where a folder has no `package.json` or one that is not a JSON object: it says nothing then. */
export function readPackage(loader: SourceLoader, folder: string): PackageManifest | null {
  const text = loader.read(joinPath(folder, 'package.json'))
  const manifest = text === null ? undefined : parse(text)
  if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) return null
  const { name, main, type, exports, imports } = manifest as Readonly<Record<string, unknown>>
  return { name: textOr(name), main: textOr(main), isModule: type === 'module', exports, imports }
}

/** The package that a folder belongs to. */
export function packageOf(
  loader: SourceLoader,
  folder: string,
): { readonly folder: string; readonly manifest: PackageManifest } | null {
  for (const at of foldersAbove(folder)) {
    if (baseName(at) === 'node_modules') return null
    const manifest = readPackage(loader, at)
    if (manifest !== null) return { folder: at, manifest }
  }
  return null
}

function textOr(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
