import { dirname, join, relative } from 'node:path'
import type { FolderEntry, Machine } from './machine.js'
import { failed, fine, type Row, warning } from './row.js'

/** One copy of a package that is installed. */
interface Copy {
  /** Relative to the project, forward slashes. */
  readonly folder: string
  readonly version: string
  /** Whether an import of the project finds this one. */
  readonly isImported: boolean
}

/** Whether the project sees one version of Tenon and of each package that it shares with it. */
export async function examineTree(dir: string, machine: Machine): Promise<readonly Row[]> {
  const { tenon } = machine
  const copies = await findCopies(['tenon', ...tenon.peers], dir, machine)
  const peers = tenon.peers.flatMap((name) => {
    const found = copies.get(name) ?? []
    return found.length === 0 ? [] : [judge(name, found, found.find(({ isImported }) => isImported)?.version ?? null)]
  })
  return [judge('tenon', copies.get('tenon') ?? [], tenon.version), ...peers]
}

/** `wanted` is the version that the others have to be of: the one that runs, or the one that is imported. */
function judge(name: string, copies: readonly Copy[], wanted: string | null): Row {
  const check = `copies of ${name}`
  const expected = wanted ?? copies[0]?.version ?? ''
  const others = copies.filter(({ version }) => version !== expected)
  if (others.length === 0) return fine(check, expected)
  const places = others.map(({ folder, version }) => `${version} in ${folder}`).join(', ')
  const imported = others.find(({ isImported }) => isImported)
  if (imported === undefined) return warning(check, `${expected}, and ${places}`, `npm dedupe ${name}`)
  return failed(check, `${expected} runs, and the project imports ${places}`, `npm install ${name}@${expected}`)
}

/** Every copy of these packages that stands below a `node_modules` that the project looks into. */
async function findCopies(
  names: readonly string[],
  dir: string,
  machine: Machine,
): Promise<ReadonlyMap<string, readonly Copy[]>> {
  const copies = new Map<string, Copy[]>(names.map((name) => [name, []]))
  for (const folder of modulesAbove(dir)) await gather(folder, true, { copies, dir, machine })
  return copies
}

/** The folders that an import of the project looks into, the nearest first. */
function modulesAbove(dir: string): readonly string[] {
  const own = join(dir, 'node_modules')
  return dirname(dir) === dir ? [own] : [own, ...modulesAbove(dirname(dir))]
}

interface Gathering {
  readonly copies: Map<string, Copy[]>
  readonly dir: string
  readonly machine: Machine
}

async function gather(modules: string, isSeen: boolean, gathering: Gathering): Promise<void> {
  const { copies, dir, machine } = gathering
  const packages = await listPackages(modules, machine)
  for (const [name, found] of copies) {
    if (!packages.some((one) => one.name === name)) continue
    const version = await machine.readVersion(join(modules, name))
    const folder = relative(dir, join(modules, name)).replaceAll('\\', '/')
    const isImported = isSeen && !found.some((copy) => copy.isImported)
    if (version !== null) found.push({ folder, version, isImported })
  }
  for (const { name, isLink } of packages)
    if (!isLink) await gather(join(modules, name, 'node_modules'), false, gathering)
}

/** The packages of a folder by name; those of a scope, and those that pnpm keeps, stand one level below. */
async function listPackages(modules: string, machine: Machine): Promise<readonly FolderEntry[]> {
  const entries = await machine.list(modules)
  const lists = entries.map(async (entry) => {
    const { name } = entry
    if (!name.startsWith('@') && name !== '.pnpm') return name.startsWith('.') ? [] : [entry]
    const inner = await machine.list(join(modules, name))
    return inner.map(({ name: own, isLink }) => ({ name: `${name}/${own}`, isLink }))
  })
  return (await Promise.all(lists)).flat().sort((left, right) => (left.name < right.name ? -1 : 1))
}
