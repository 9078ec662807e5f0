import { existsSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'esbuild'

/** Found at the runtime's own place, or where the app starts, whatever the project has installed. */
const lent = /^(?:tenon|better-sqlite3)(?:\/|$)/

/**
 * Lets a build fail at an import of a package that is not installed, where packages are left outside: the app could not be bundled.
 * What is asked for while code runs may be missing as long as nobody asks. Tells the `package.json` of each that is there.
 */
export function findMissingPackages(tell: (file: string) => void): Plugin {
  return {
    name: 'find-missing-packages',
    setup(build) {
      build.onResolve({ filter: /^[^./#]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (kind !== 'import-statement' || pluginData === findMissingPackages) return undefined
        if (lent.test(path) || isBuiltin(path)) return undefined
        const { external } = await build.resolve(path, { kind, importer, resolveDir, pluginData: findMissingPackages })
        if (!external) return undefined
        const found = findPackage(nameOf(path), resolveDir)
        if (found !== null) tell(join(found, 'package.json'))
        else if (!isOwn(path, importer)) return { errors: [{ text: `Could not resolve "${path}"` }] }
        return undefined
      })
    },
  }
}

/** The package that an import leads into: the first step of it, or two where it has a scope. */
function nameOf(path: string): string {
  return path.split('/', path.startsWith('@') ? 2 : 1).join('/')
}

function findPackage(name: string, folder: string): string | null {
  const path = join(folder, 'node_modules', name)
  if (existsSync(path)) return path
  return dirname(folder) === folder ? null : findPackage(name, dirname(folder))
}

/** Whether a file names the package that it is itself a part of. */
function isOwn(path: string, importer: string): boolean {
  try {
    return createRequire(importer).resolve(path) !== ''
  } catch (refusal) {
    // It is there, and does not give this to `require`.
    return refusal instanceof Error && 'code' in refusal && refusal.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED'
  }
}
