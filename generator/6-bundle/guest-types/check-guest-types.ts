// In: the emitted types, and where the guests lie.
// Out: what TypeScript finds in the guests' own files, at their own lines; and the record that they are right.
// Promise: nothing is written into the project; guests that were found right, and have not changed, are not checked again.
// Not its job: guests in JavaScript, or providers and natives, whose files are only read for their types.
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import type { SourceFile } from '../../artifact/source-set.js'
import type { Span } from '../../artifact/span.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { lineIndex } from '../../diagnostic/line-index.js'
import { digest } from '../digest.js'
import type { FilePlan } from '../plan-files.js'
import type { TenonPackage } from '../tenon-package.js'
import { type GuestProject, type HeldGuest, holdGuests, layOutGuests } from './lay-out-guests.js'
import { findTypescript, runTsc, type TypeFinding } from './run-tsc.js'
import { sayTypeProblem } from './say-type-problem.js'
import { isKnownRight, planRecord } from './types-cache.js'

export interface TypesRequest extends GuestProject {
  readonly tenon: TenonPackage
  /** Where each guest stands in the manifest, by id. */
  readonly manifest: ReadonlyMap<string, Span>
}

export interface CheckedTypes {
  readonly diagnostics: readonly Diagnostic[]
  /** What the diagnostics point into. */
  readonly texts: readonly SourceFile[]
  /** What a later run may go by; null where there is something wrong, or nothing new. */
  readonly record: FilePlan | null
}

const nothing: CheckedTypes = { diagnostics: [], texts: [], record: null }

/** Holds guests in TypeScript against what they may use and must give. */
export async function checkGuestTypes(given: TypesRequest): Promise<CheckedTypes> {
  const held = await holdGuests(given)
  if (held.length === 0) return nothing
  const { appId, projectDir } = given
  const key = keyOf(given, held)
  if (await isKnownRight(projectDir, appId, key)) return nothing
  // Resolved, because TypeScript tells files by their real paths.
  const request = { ...given, projectDir: await realpath(projectDir) }
  const checked: GroupFindings[] = []
  for (const group of groupByTypes(held, request)) checked.push(await checkGroup(request, group))
  const found = unique(checked.flatMap(({ own }) => own))
  if (found.length > 0)
    return { diagnostics: found.map((one) => one.found), texts: found.map(({ text }) => text), record: null }
  const files = checked.flatMap((group) => group.files)
  return { ...nothing, record: await planRecord(request.projectDir, { appId, key, files }) }
}

/** Guests that see the same globals; they are checked together. */
interface Group {
  readonly types: string
  readonly held: readonly HeldGuest[]
}

function groupByTypes(held: readonly HeldGuest[], { typesOf }: TypesRequest): readonly Group[] {
  const groups = new Map<string, readonly HeldGuest[]>()
  for (const guest of held) {
    const types = typesOf(guest.id)
    groups.set(types, [...(groups.get(types) ?? []), guest])
  }
  return [...groups].map(([types, guests]) => ({ types, held: guests }))
}

interface GroupFindings {
  readonly own: readonly Placed[]
  /** The files that were read, absolute, but for those that were laid out. */
  readonly files: readonly string[]
}

async function checkGroup(request: TypesRequest, group: Group): Promise<GroupFindings> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'tenon-types-')))
  try {
    await layOutGuests(folder, request, group)
    const { projectDir, tenon, generatedDir } = request
    const entries = [`${generatedDir}/guest.d.ts`, ...group.held.map(({ path }) => path)]
    const { findings, files } = await runTsc(
      { folder, projectDir, tenon },
      entries.map((path) => join(folder, path)),
    )
    const found = await Promise.all(findings.map((finding) => place(finding, { request, folder, held: group.held })))
    return { own: found.filter((one) => one !== null), files: unlaid(files, folder) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What is wrong with a file of two guests is told once. */
function unique(found: readonly Placed[]): readonly Placed[] {
  return found.filter(({ found: { at, hint } }, index) => {
    const isSame = (other: Placed): boolean =>
      other.found.at.file === at.file && other.found.at.start === at.start && other.found.hint === hint
    return found.findIndex(isSame) === index
  })
}

function unlaid(files: readonly string[], folder: string): readonly string[] {
  return files.filter((file) => relative(folder, file).startsWith('..'))
}

/** What was written for the check is known by its text; the rest is in the record. */
function keyOf({ emitted, generatedDir, tenon }: TypesRequest, held: readonly HeldGuest[]): string {
  const types = emitted.files.filter(({ path }) => path === 'contracts.ts' || path === 'guest.d.ts')
  return digest(JSON.stringify([tenon.version, findTypescript().version, generatedDir, types, held]))
}

interface Placed {
  readonly found: Diagnostic
  readonly text: SourceFile
}

interface Placing {
  readonly request: TypesRequest
  readonly folder: string
  readonly held: readonly HeldGuest[]
}

/** A finding at its place in a guest's own file; null for one in a file that is no guest's. */
async function place(finding: TypeFinding, { request, folder, held }: Placing): Promise<Placed | null> {
  const { projectDir, guests, manifest } = request
  const absolute = resolve(projectDir, finding.file)
  const path = pathIn(folder, absolute) ?? pathIn(projectDir, absolute)
  const isChecked = (id: string): boolean => held.some((one) => one.id === id)
  const guest = guests.find(
    ({ bundle: { id, map } }) => path !== null && isChecked(id) && sourcesOf(map).includes(path),
  )
  const text =
    path === null || guest === undefined ? null : await readFile(join(projectDir, path), 'utf8').catch(() => null)
  if (path === null || guest === undefined || text === null) return null
  const clean = text.replace(/^\uFEFF/, '')
  const entry = held.find((one) => one.path === path)
  const at = { file: path, ...placeIn(clean, finding, entry) }
  const module = guest.bundle.id
  const line = manifest.get(module)
  const related = line === undefined ? [] : [{ note: 'the module of the guest', at: line }]
  const values = { module, problem: sayTypeProblem(finding.code) }
  const hint = `TypeScript says: ${finding.text} (${finding.code})`
  return { found: diagnostic('guest_type_error', at, values, { related, hint }), text: { path, text: clean } }
}

function placeIn(
  text: string,
  { line, column }: TypeFinding,
  entry: HeldGuest | undefined,
): { start: number; end: number } {
  const offset = lineIndex(entry?.text ?? text).offset({ line, column })
  const start = Math.min(originalOffset(offset, entry), text.length)
  const word = /^(?:'[^'\n]*'|"[^"\n]*"|[\w$]+|\S)/.exec(text.slice(start, start + 200))?.[0] ?? ''
  return { start, end: start + word.length }
}

function originalOffset(offset: number, entry: HeldGuest | undefined): number {
  const replaced = entry?.replaced ?? null
  if (replaced === null || offset <= replaced.start) return offset
  // Within what was put there, what is meant is the export as a whole.
  return Math.max(offset - replaced.by, replaced.start)
}

function sourcesOf(map: string | null): readonly string[] {
  if (map === null) return []
  const { sources }: { readonly sources: readonly string[] } = JSON.parse(map)
  return sources
}

function pathIn(folder: string, absolute: string): string | null {
  const way = relative(folder, absolute).replaceAll('\\', '/')
  return way.startsWith('../') ? null : way
}
