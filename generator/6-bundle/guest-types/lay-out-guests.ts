import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import type { GuestModel } from '../../artifact/app-model.js'
import type { FileSet } from '../../artifact/file-set.js'

/** What the guests of a project are checked with. */
export interface GuestProject {
  readonly appId: string
  /** Absolute. */
  readonly projectDir: string
  /** Relative to the project: `generated/helpdesk`. */
  readonly generatedDir: string
  readonly emitted: FileSet
  readonly guests: readonly GuestModel[]
  /** `guest.d.ts` as one guest sees it. */
  typesOf(id: string): string
}

/** A guest's entry as it is checked: the file's own text, with what it exports held against its contract. */
export interface HeldGuest {
  readonly id: string
  /** Relative to the project. */
  readonly path: string
  readonly text: string
  /** Where `export default` stands, in the file's own text; null where the export is written in another way. */
  readonly replaced: { readonly start: number; readonly by: number } | null
}

const exportDefault = /^export default (?!(?:async |function\b|class\b|abstract |interface\b))/m

/** Reads the entries of guests that are written in TypeScript within the project, each with its contract in it. */
export async function holdGuests({ appId, projectDir, guests }: GuestProject): Promise<readonly HeldGuest[]> {
  const held = await Promise.all(
    guests.map(async ({ bundle: { id, source }, type }) => {
      const path = posix.normalize(source)
      if (!/^\.{1,2}\//.test(source) || path.startsWith('..') || !/\.[cm]?tsx?$/.test(path)) return []
      const text = (await readFile(join(projectDir, path), 'utf8')).replace(/^\uFEFF/, '')
      return [{ id, path, ...hold(text, `import(${JSON.stringify(`${appId}/guests`)}).${type}`) }]
    }),
  )
  // Two guests may be one file; it is held once.
  return [...new Map(held.flat().map((guest) => [guest.path, guest])).values()]
}

/** A name with a type in place of `export default`: so what is exported is read as what it has to be. */
function hold(text: string, type: string): Pick<HeldGuest, 'text' | 'replaced'> {
  const found = exportDefault.exec(text)
  if (found === null) return { text, replaced: null }
  const start = found.index
  const held = `const tenonGuest: ${type} = `
  const rest = text.slice(start + found[0].length)
  return {
    text: `${text.slice(0, start)}${held}${rest}\nexport default tenonGuest\n`,
    replaced: { start, by: held.length - found[0].length },
  }
}

/** The emitted types, which need not be on disk, and the held entries, in a folder that is laid over the project's. */
export async function layOutGuests(
  folder: string,
  project: GuestProject,
  { types, held }: { readonly types: string; readonly held: readonly HeldGuest[] },
): Promise<void> {
  const files = [
    { path: `${project.generatedDir}/guest.d.ts`, text: types },
    ...project.emitted.files
      .filter(({ path }) => path === 'contracts.ts')
      .map(({ path, text }) => ({ path: `${project.generatedDir}/${path}`, text })),
    ...held.map(({ path, text }) => ({ path, text })),
  ]
  for (const { path, text } of files) {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  // A held entry imports packages as the file itself does.
  await symlink(join(project.projectDir, 'node_modules'), join(folder, 'node_modules'), 'junction').catch(
    () => undefined,
  )
}
