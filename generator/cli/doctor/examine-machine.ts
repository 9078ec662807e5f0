import type { Machine } from './machine.js'
import { failed, fine, type Row } from './row.js'

/** Whether this Node is one that Tenon runs on. */
export function examineNode({ nodeVersion, tenon }: Machine): Row {
  const least = /^>=\s*(\d+(?:\.\d+)*)$/.exec(tenon.node)?.[1] ?? '0'
  if (isAtLeast(nodeVersion, least)) return fine('node', `${nodeVersion} (${tenon.node})`)
  const found = `${nodeVersion}, and Tenon ${tenon.version} needs ${tenon.node}`
  return failed('node', found, `npx -p node@${least} tenon doctor`)
}

function isAtLeast(version: string, least: string): boolean {
  const parts = version.split('.').map(Number)
  for (const [index, wanted] of least.split('.').map(Number).entries()) {
    const part = parts[index] ?? 0
    if (part !== wanted) return part > wanted
  }
  return true
}

/** Whether the binary of esbuild for this platform is there and runs. */
export async function examineEsbuild(machine: Machine): Promise<Row> {
  try {
    return fine('esbuild', `${await machine.runEsbuild()} runs`)
  } catch (failure) {
    return failed('esbuild', `it does not run: ${sayFirstLine(failure)}`, 'npm install --include=optional esbuild')
  }
}

/** What stores need beside Tenon. */
const drivers: ReadonlyMap<string, string> = new Map([
  ['tenon:sqlite', 'better-sqlite3'],
  ['tenon:postgres', 'pg'],
])

/** Whether the drivers of the stores that a manifest names can be loaded. */
export async function examineDrivers(
  sources: readonly string[],
  dir: string,
  machine: Machine,
): Promise<readonly Row[]> {
  const used = [...drivers].filter(([source]) => sources.includes(source))
  return Promise.all(used.map(([source, name]) => examineDriver(source, name, { dir, machine })))
}

async function examineDriver(
  source: string,
  name: string,
  { dir, machine }: { readonly dir: string; readonly machine: Machine },
): Promise<Row> {
  try {
    await machine.loadDriver(name, dir)
    return fine(name, `it loads (for ${source})`)
  } catch (failure) {
    const problem = sayFirstLine(failure)
    const isMissing = problem === 'it is not installed'
    const found = isMissing
      ? `${source} needs it, and it is not installed`
      : `${source} needs it, and it does not load: ${problem}`
    return failed(name, found, isMissing ? `npm install ${name}` : `npm rebuild ${name}`)
  }
}

/** What an error says in its first line; the rest is for those who wrote the thing. */
export function sayFirstLine(failure: unknown): string {
  const message = failure instanceof Error ? failure.message : String(failure)
  return message.split('\n')[0] ?? ''
}
