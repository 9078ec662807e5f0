import { existsSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'esbuild'

/** Found at the runtime's own place, or where the app starts, whatever the project has installed. */
const lent = /^(?:tenon|better-sqlite3)(?:\/|$)/

/**
 * Lets a build fail at an import of a package that is not installed, where packages are left outside: the app could not be bundled.
 * What is asked for while code runs may be missing as long as nobody asks.
 */
export const findMissingPackages: Plugin = {
  name: 'find-missing-packages',
  setup(build) {
    build.onResolve({ filter: /^[^./#]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind !== 'import-statement' || pluginData === findMissingPackages) return undefined
      if (lent.test(path) || isBuiltin(path)) return undefined
      const { external } = await build.resolve(path, { kind, importer, resolveDir, pluginData: findMissingPackages })
      if (!external || isInstalled(path, resolveDir, importer)) return undefined
      return { errors: [{ text: `Could not resolve "${path}"` }] }
    })
  },
}

/** Whether there is the package that an import names, or it is the one that the file is of itself. */
function isInstalled(path: string, folder: string, importer: string): boolean {
  const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/')
  return hasPackage(name, folder) || isFound(path, importer)
}

function hasPackage(name: string, folder: string): boolean {
  if (existsSync(join(folder, 'node_modules', name))) return true
  return dirname(folder) !== folder && hasPackage(name, dirname(folder))
}

function isFound(path: string, importer: string): boolean {
  try {
    return createRequire(importer).resolve(path) !== ''
  } catch (refusal) {
    // It is there, and does not give this to `require`.
    return refusal instanceof Error && 'code' in refusal && refusal.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED'
  }
}
