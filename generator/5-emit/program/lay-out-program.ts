import type { EmittedFile } from '../../artifact/file-set.js'
import { Writer } from '../text/writer.js'
import { textOf, writeImport, writeSection } from '../typescript/module-text.js'
import { findReachable, type Section } from './reachable.js'
import type { Declaration } from './unit.js'

// A file of this length is still read by people and loaded by editors without a pause.
const longestFile = 300_000
const longestPart = 150_000

/** One file of the program: the declarations that stand in it, by section. */
interface Part {
  readonly path: string
  readonly sections: readonly { readonly name: string; readonly declarations: readonly Declaration[] }[]
}

/** Prints the program into one file; a long one into parts under `program/`, with the tables in `program.ts`. */
export function layOutProgram(sections: readonly Section[], table: Section, head: readonly string[]): EmittedFile[] {
  const reached = findReachable([...sections, table], 'program')
  const kept = [...sections, table].map(({ name, units }) => ({
    name,
    units: units.map((unit) => unit.declarations.filter((declaration) => reached.has(declaration.name))),
  }))
  const total = kept.reduce((sum, { units }) => sum + lengthOf(units.flat()), 0)
  const parts = total > longestFile ? split(kept) : [whole(kept)]
  const homes: Homes = new Map(
    parts.flatMap(({ path, sections: inPart }) =>
      inPart.flatMap(({ declarations }) => declarations.map(({ name, isType }) => [name, { path, isType }] as const)),
    ),
  )
  const shared = findShared(parts, homes)
  return parts.map((part) => ({ path: part.path, text: printPart(part, homes, shared, head) }))
}

/** Where each name is declared. */
type Homes = ReadonlyMap<string, { readonly path: string; readonly isType: boolean }>

interface KeptSection {
  readonly name: string
  readonly units: readonly (readonly Declaration[])[]
}

function lengthOf(declarations: readonly Declaration[]): number {
  let length = 0
  for (const { doc, text } of declarations) length += doc.length + text.length + 2
  return length
}

function whole(sections: readonly KeptSection[]): Part {
  return {
    path: 'program.ts',
    sections: sections.map(({ name, units }) => ({ name, declarations: units.flat() })),
  }
}

function split(sections: readonly KeptSection[]): Part[] {
  const last = sections.slice(-2)
  return [...sections.slice(0, -2).flatMap(splitSection), whole(last)]
}

function splitSection({ name, units }: KeptSection): Part[] {
  const parts: Part[] = []
  let declarations: Declaration[] = []
  let length = 0
  const close = () => {
    if (declarations.length === 0) return
    parts.push({ path: `program/${name}-${parts.length + 1}.ts`, sections: [{ name, declarations }] })
    declarations = []
    length = 0
  }
  for (const unit of units) {
    const more = lengthOf(unit)
    if (length + more > longestPart) close()
    declarations.push(...unit)
    length += more
  }
  close()
  return parts
}

/** The names that some part mentions and another declares. */
function findShared(parts: readonly Part[], homes: Homes): ReadonlySet<string> {
  const shared = new Set<string>()
  for (const part of parts) {
    for (const name of mentionedNames(part)) if (homes.get(name)?.path !== part.path) shared.add(name)
  }
  return shared
}

function mentionedNames(part: Part): Set<string> {
  const names = new Set<string>()
  for (const { declarations } of part.sections) {
    for (const { mentions } of declarations) for (const name of mentions.names) names.add(name)
  }
  return names
}

function printPart(part: Part, homes: Homes, shared: ReadonlySet<string>, head: readonly string[]): string {
  const out = new Writer()
  for (const line of head) out.line(line)
  writeImports(part, homes, out)
  for (const { name, declarations } of part.sections) {
    if (declarations.length === 0) continue
    writeSection(out, name)
    declarations.forEach(({ name: declared, doc, text }, index) => {
      if (index > 0) out.line('')
      out.lines.push(`${doc}${shared.has(declared) ? 'export ' : ''}${text}`)
    })
  }
  return textOf(out)
}

function writeImports(part: Part, homes: Homes, out: Writer): void {
  const declarations = part.sections.flatMap((section) => section.declarations)
  const values = new Set<string>()
  const types = new Set<string>()
  for (const { mentions } of declarations) {
    for (const name of mentions.functions) values.add(name)
    for (const name of mentions.types) types.add(name)
  }
  writeImport(out, { from: 'tenon/program', values: [...values], types: [...types] })
  const isNested = part.path.startsWith('program/')
  if (declarations.some(({ mentions }) => mentions.contracts)) {
    out.line(`import type * as T from '${isNested ? '../contracts.js' : './contracts.js'}'`)
  }
  for (const [from, names] of importedParts(part, homes)) writeImport(out, { from, ...names })
}

function specifierOf(part: Part, path: string): string {
  const relative = part.path === 'program.ts' ? path : path.slice('program/'.length)
  return `./${relative.replace(/\.ts$/, '.js')}`
}

/** What a part takes from each of the others, by specifier, in code-unit order. */
function importedParts(part: Part, homes: Homes): [from: string, names: { values: string[]; types: string[] }][] {
  const found = new Map<string, { values: string[]; types: string[] }>()
  for (const name of mentionedNames(part)) {
    const home = homes.get(name)
    if (home === undefined || home.path === part.path) continue
    const specifier = specifierOf(part, home.path)
    const names = found.get(specifier) ?? { values: [], types: [] }
    names[home.isType ? 'types' : 'values'].push(name)
    found.set(specifier, names)
  }
  return [...found].sort(([left], [right]) => (left < right ? -1 : 1))
}
