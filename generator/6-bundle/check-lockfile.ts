// In: the lockfile as it stands, what it should say, and how strict the run is.
// Out: what is wrong, or the text that has to be written.
// Promise: every differing fact is named; nothing that somebody has to decide is changed without being asked for.
// Not its job: to write the file.
import type { Lockfile } from '../artifact/lockfile.js'
import { nowhere } from '../artifact/node.js'
import type { SourceFile } from '../artifact/source-set.js'
import type { Span } from '../artifact/span.js'
import { type Diagnostic, diagnostic } from '../diagnostic/diagnostic.js'
import { compareLockfiles, isReordered, type LockChange, sayChange } from './compare-lockfiles.js'
import { isWidened } from './find-widened.js'
import { printLockfile } from './make-lockfile.js'

/**
 * `frozen`: the file must say exactly this already. `ordinary`: the file is made when it is missing, and follows edits of
 * the project's own files (the spec, the code of local modules); what is composed must not change. `update`: it follows all.
 */
export type LockMode = 'frozen' | 'ordinary' | 'update'

export interface LockCheck {
  readonly diagnostics: readonly Diagnostic[]
  /** The text to write; null where the file is right, or must not be changed. */
  readonly text: string | null
  /** What the new text changes, in words. */
  readonly changes: readonly string[]
}

/** How strict a run is, and what was said of it on the command line. */
export interface LockRules {
  readonly mode: LockMode
  /** Ids of guests that may ask for more than is locked, unless the file is frozen. */
  readonly allowed: readonly string[]
  /** Ids of the modules that an update is limited to; absent where it is not. */
  readonly only?: readonly string[] | undefined
  /** The name of the file where there is none yet. */
  readonly file: string
}

/** Holds a lockfile against what it should say. */
export function checkLockfile(locked: SourceFile | null, wanted: Lockfile, rules: LockRules): LockCheck {
  const { mode, allowed, only, file } = rules
  const text = printLockfile(wanted)
  if (locked === null) {
    const missing = mode === 'frozen' ? [diagnostic('lockfile_missing_error', nowhere(file), { file })] : []
    return { diagnostics: missing, text: mode === 'frozen' ? null : text, changes: [] }
  }
  const before = readJson(locked.text)
  if (before === null && (mode !== 'update' || only !== undefined))
    return { diagnostics: [refuseText(locked)], text: null, changes: [] }
  const changes = compareLockfiles(before, wanted)
  const wider = changes.filter(isWidened)
  const widened = wider.filter(({ path: [, id = ''] }) => mode === 'frozen' || !allowed.includes(id))
  const others = changes.filter((change) => !wider.includes(change))
  const refused = others.filter((change) => !mayFollow(change, wanted, rules))
  if (refused.length + widened.length > 0) {
    const ids = [...new Set(widened.map(({ path: [, id = ''] }) => id))]
    const found = [
      ...refused.map((change) => (only === undefined ? refuse(change, locked, wanted) : leave(change, locked, only))),
      ...ids.map((id) => refuseWidened(id, widened, locked)),
    ]
    return { diagnostics: found, text: null, changes: [] }
  }
  const isSame = locked.text === text || (mode === 'frozen' && changes.length === 0)
  const told = before === null ? ['what it held was no lockfile'] : changes.map(sayChange)
  return { diagnostics: [], text: isSame ? null : text, changes: told }
}

/** A file that is no lockfile: most often one that was merged, and not to the end. */
function refuseText({ path: file, text }: SourceFile): Diagnostic {
  const mark = /^(?:<{7}|={7}|>{7})/m.exec(text)
  const start = mark?.index ?? 0
  const at = mark === null ? nowhere(file) : { file, start, end: endOfLine(text, start) }
  const delta = mark === null ? 'what it holds is no lockfile' : 'the marks of a merge stand in it'
  return diagnostic('lockfile_stale_error', at, { file, delta })
}

/** One diagnostic for each guest, at the first fact; the others stand in it. */
function refuseWidened(module: string, widened: readonly LockChange[], locked: SourceFile): Diagnostic {
  const changes = widened.filter(({ path: [, id] }) => id === module)
  const values = { module, file: locked.path, delta: changes.map(sayInPolicy).join('; ') }
  const at = findFact(locked, changes[0]?.path ?? [])
  const related = changes.slice(1).map(({ path }) => ({ note: 'and this', at: findFact(locked, path) }))
  return diagnostic('guest_policy_widened_error', at, values, {
    path: (changes[0]?.path ?? []).join('.'),
    related,
    hint: `--allow-policy ${module}`,
  })
}

/** `limits.cpuMs was 50 and is 100`. */
function sayInPolicy({ path, from, to }: LockChange): string {
  return sayChange({ path: path.slice(path.length > 3 ? 3 : 2), from, to })
}

/** Which of these are modules of neither the lockfile nor the project; `known` are all that are. */
export function findUnlocked(
  ids: readonly string[],
  locked: SourceFile | null,
  composed: readonly string[],
): { readonly unknown: readonly string[]; readonly known: readonly string[] } {
  const before = locked === null ? null : readJson(locked.text)
  const modules: unknown = before !== null && 'modules' in before ? before.modules : null
  const known = [...composed, ...(typeof modules === 'object' && modules !== null ? Object.keys(modules) : [])]
  return { unknown: ids.filter((id) => !known.includes(id)), known }
}

function mayFollow(change: LockChange, wanted: Lockfile, { mode, only }: LockRules): boolean {
  if (mode === 'frozen') return false
  if (mode === 'ordinary') return isOwnEdit(change, wanted)
  return only === undefined || change.path[0] === 'specHash' || concerns(change, only)
}

/** Whether a change is one of these modules: of its own facts, of what it serves or served, of where it stands. */
function concerns({ path: [section, id = ''], from, to }: LockChange, modules: readonly string[]): boolean {
  if (section === 'modules') return modules.includes(id)
  if (section === 'bindings') return [from, to].some((module) => modules.includes(String(module)))
  if (section !== 'order' || !Array.isArray(from) || !Array.isArray(to)) return false
  const others = (order: readonly unknown[]) => order.filter((one) => !modules.includes(String(one)))
  return !isReordered(others(from), others(to))
}

/** What an update would change beside the modules that it was limited to. */
function leave(change: LockChange, locked: SourceFile, only: readonly string[]): Diagnostic {
  const [section, id = ''] = change.path
  const whole = 'run "tenon lock" for all of it'
  const hint =
    section === 'modules' ? `name it too, "tenon lock --update ${[...only, id].join(' ')}", or ${whole}` : whole
  const values = { file: locked.path, delta: `${sayChange(change)}, which the update is not for` }
  return diagnostic('lockfile_stale_error', findFact(locked, change.path), values, {
    path: change.path.join('.'),
    hint,
  })
}

/** The spec, the contracts that it declares and the project's own code change with every edit, and nobody is surprised. */
function isOwnEdit({ path, from, to }: LockChange, wanted: Lockfile): boolean {
  const [section, id = '', fact] = path
  if (section === 'specHash') return true
  if (section !== 'modules') return false
  if (fact === 'integrity') return wanted.modules[id]?.version === null
  return fact === 'provides' && path.length === 4 && from !== undefined && to !== undefined
}

function refuse(change: LockChange, locked: SourceFile, wanted: Lockfile): Diagnostic {
  const [section, id = '', fact] = change.path
  const at = findFact(locked, change.path)
  const isChangedCode = section === 'modules' && fact === 'integrity' && typeof change.from === 'string'
  const extras = { path: change.path.join('.') }
  return isChangedCode && wanted.modules[id] !== undefined
    ? diagnostic('lockfile_integrity_error', at, { module: id, file: locked.path }, extras)
    : diagnostic('lockfile_stale_error', at, { file: locked.path, delta: sayChange(change) }, extras)
}

function readJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'lockVersion' in value ? value : null
  } catch {
    return null
  }
}

/** The line of a fact; the nearest enclosing one for a fact that is not there. The file is our own, so its lines are known. */
function findFact({ path: file, text }: SourceFile, path: readonly string[]): Span {
  let line = { start: 0, end: 0 }
  let blockEnd = text.length
  for (const [depth, key] of path.entries()) {
    const indent = `\n${'  '.repeat(depth + 1)}`
    const found = text.indexOf(`${indent}${JSON.stringify(key)}:`, line.end)
    if (found === -1 || found >= blockEnd) break
    const start = found + indent.length
    line = { start, end: endOfLine(text, start) }
    const close = text.indexOf(`${indent}}`, line.end)
    blockEnd = close === -1 ? blockEnd : close
  }
  return { file, ...line }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}
