// Loads built-in natives of this very package for what they say of their types; code of the project is never loaded.
import { existsSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What a built-in says of its types to guests. */
export interface Declaration {
  readonly body: string
  readonly globals: Readonly<Record<string, string>>
}

/** Reads what built-ins say of their types, by name; `locate` gives the file of each. One that says nothing is left out. */
export async function readDeclarations(
  names: readonly string[],
  locate: (name: string) => string | undefined,
): Promise<ReadonlyMap<string, Declaration>> {
  const read = await Promise.all(names.map(async (name) => [name, await readDeclaration(locate(name))] as const))
  return new Map(read.filter((entry): entry is readonly [string, Declaration] => entry[1] !== null))
}

async function readDeclaration(file: string | undefined): Promise<Declaration | null> {
  if (file === undefined || !existsSync(file)) return null
  const { default: native } = await load(file)
  const own = memberOf(native, 'declaration')
  const body = typeof own === 'string' ? own : await declarationBeside(file)
  if (body === null) return null
  const globals = Object.entries(Object(memberOf(native, 'globals')))
  return { body, globals: Object.fromEntries(globals.filter((entry): entry is [string, string] => isText(entry[1]))) }
}

/** An initializer says nothing itself; what it registers is embedded beside it. */
async function declarationBeside(file: string): Promise<string | null> {
  const beside = join(dirname(file), `guest-code${extname(file)}`)
  if (!existsSync(beside)) return null
  const { declaration } = await load(beside)
  return isText(declaration) ? declaration : null
}

async function load(file: string): Promise<Readonly<Record<string, unknown>>> {
  return import(pathToFileURL(file).href)
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
