import { mkdir, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The native package that a bundle may load and that cannot be bundled. */
const driver = 'better-sqlite3'

/**
 * Lets a bundle that runs in place find Tenon's own SQLite driver where the project has installed none. A link in the
 * bundle's folder does it; what is deployed needs a driver of its own.
 */
export async function lendDriver(bundleFile: string): Promise<void> {
  if (findDriver(bundleFile) !== null) return
  const own = findDriver(import.meta.url)
  if (own === null) return
  const link = join(dirname(bundleFile), 'node_modules', driver)
  await mkdir(dirname(link), { recursive: true })
  // A junction needs no rights on Windows. Where the link cannot be made, the store says that its driver is missing.
  await symlink(own, link, 'junction').catch(() => undefined)
}

function findDriver(from: string): string | null {
  try {
    return dirname(createRequire(from).resolve(`${driver}/package.json`))
  } catch {
    return null
  }
}
