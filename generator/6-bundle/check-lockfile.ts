// In: the lockfile as it stands, what it should say, and how strict the run is.
// Out: what is wrong, or the text that has to be written.
// Promise: every differing fact is named; nothing that somebody has to decide is changed without being asked for.
// Not its job: to write the file.
import type { Lockfile } from '../artifact/lockfile.js'
import { nowhere } from '../artifact/node.js'
import type { SourceFile } from '../artifact/source-set.js'
import type { Span } from '../artifact/span.js'
import { type Diagnostic, diagnostic } from '../diagnostic/diagnostic.js'
import { compareLockfiles, type LockChange, sayChange } from './compare-lockfiles.js'
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

/** Holds a lockfile against what it should say. `file` is its name where there is none yet. */
export function checkLockfile(locked: SourceFile | null, wanted: Lockfile, mode: LockMode, file: string): LockCheck {
  const text = printLockfile(wanted)
  if (locked === null) {
    const missing = mode === 'frozen' ? [diagnostic('lockfile_missing_error', nowhere(file), { file })] : []
    return { diagnostics: missing, text: mode === 'frozen' ? null : text, changes: [] }
  }
  const before = readJson(locked.text)
  if (before === null && mode !== 'update') {
    const delta = 'what it holds is no lockfile'
    return {
      diagnostics: [diagnostic('lockfile_stale_error', nowhere(file), { file, delta })],
      text: null,
      changes: [],
    }
  }
  const changes = compareLockfiles(before, wanted)
  const refused = mode === 'update' ? [] : changes.filter((change) => mode === 'frozen' || !isOwnEdit(change, wanted))
  if (refused.length > 0) {
    const found = refused.map((change) => refuse(change, locked, wanted))
    return { diagnostics: found, text: null, changes: [] }
  }
  const isSame = locked.text === text || (mode === 'frozen' && changes.length === 0)
  return { diagnostics: [], text: isSame ? null : text, changes: changes.map(sayChange) }
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
    return typeof value === 'object' && !Array.isArray(value) ? value : null
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
