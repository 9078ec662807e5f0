import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { root } from '../../harness/source-files.js'

/** A correct project that faults are made in. */
export interface Base {
  readonly name: string
  /** Absolute: where its modules are found. Packages lie there under `node_modules`. */
  readonly folder: string
  /** Every text of it, by path with forward slashes. */
  readonly texts: Texts
}

/** Texts of a project by path. */
export type Texts = ReadonlyMap<string, string>

const opened = new Map<string, Base>()

/** The projects of `bases/`, and the helpdesk. */
export const baseNames: readonly string[] = [
  ...readdirSync(join(root, 'test/faults/bases')).filter((name) => !name.startsWith('.')),
  'helpdesk',
].sort()

/** One of the bases; each is put in order once. */
export function openBase(name: string): Base {
  const known = opened.get(name)
  if (known !== undefined) return known
  const folder = name === 'helpdesk' ? join(root, 'examples/helpdesk') : layOut(name)
  const base = { name, folder, texts: readTexts(folder) }
  opened.set(name, base)
  return base
}

/** A fresh copy of a base, with packages where they are looked for. */
export function layOut(name: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'tenon-faults-'))
  const from = name === 'helpdesk' ? 'examples/helpdesk' : `test/faults/bases/${name}`
  cpSync(join(root, from), copy, { recursive: true })
  if (existsSync(join(copy, 'packages'))) renameSync(join(copy, 'packages'), join(copy, 'node_modules'))
  return copy
}

function readTexts(folder: string): Texts {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|[cm]?[jt]s|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return new Map(files.map((file) => [relative(folder, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')]))
}
