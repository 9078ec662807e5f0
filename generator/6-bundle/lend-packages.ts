import { existsSync } from 'node:fs'
import { mkdir, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Packages that a bundle may load and that cannot be bundled: native code, and the file of the VM. */
const packages = ['better-sqlite3', '@jitl/quickjs-wasmfile-release-sync'] as const

/**
 * Lets a bundle that runs in place find Tenon's own packages where the project has installed none. Links in the bundle's
 * folder do it; what is deployed needs packages of its own.
 */
export async function lendPackages(bundleFile: string): Promise<void> {
  for (const name of packages) await lend(name, bundleFile)
}

async function lend(name: string, bundleFile: string): Promise<void> {
  if (isInstalled(name, dirname(bundleFile))) return
  const own = findOwn(name)
  if (own === null) return
  const link = join(dirname(bundleFile), 'node_modules', name)
  await mkdir(dirname(link), { recursive: true })
  // A junction needs no rights on Windows. Where the link cannot be made, who needs the package says that it is missing.
  await symlink(own, link, 'junction').catch(() => undefined)
}

// Looked up by hand: Node would remember that there was nothing, and not see the link in this process.
function isInstalled(name: string, folder: string): boolean {
  if (existsSync(join(folder, 'node_modules', name, 'package.json'))) return true
  return dirname(folder) !== folder && isInstalled(name, dirname(folder))
}

function findOwn(name: string): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
  } catch {
    return null
  }
}
