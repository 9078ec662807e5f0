// In: what was found, and what would take it away.
// Out: the safe fixes that can be done together, each whole, and the texts with them.
// Promised: no two edits touch; a text that could be read before can be read afterwards.
// Not its job: to read or write a file.
import type { SourceFile } from '../artifact/source-file.js'
import type { Diagnostic } from '../diagnostic/diagnostic.js'
import type { Edit, ReadyFix } from '../diagnostic/fix.js'
import { readLayout } from './read-layout.js'

/** One diagnostic, and the fix that is to be done about it. */
export interface ChosenFix {
  readonly found: Diagnostic
  readonly fix: ReadyFix
}

/** The first safe fix of each diagnostic, as far as they do not meet in one place: the others have their turn afterwards. */
export function chooseFixes(
  diagnostics: readonly Diagnostic[],
  fixesOf: (found: Diagnostic) => readonly ReadyFix[],
  mayEdit: (file: string) => boolean,
): readonly ChosenFix[] {
  const taken: Edit[] = []
  return diagnostics.flatMap((found) => {
    const fix = fixesOf(found).find(({ isSafe }) => isSafe)
    if (fix === undefined || !fix.edits.every(({ at }) => mayEdit(at.file))) return []
    if (fix.edits.some((edit) => taken.some((other) => doMeet(edit, other)))) return []
    taken.push(...fix.edits)
    return [{ found, fix }]
  })
}

function doMeet({ at: left }: Edit, { at: right }: Edit): boolean {
  // Two that insert at one place meet, too: which of them comes first is not known.
  return left.file === right.file && left.start <= right.end && right.start <= left.end
}

/** A text with edits that do not meet; edits of one fix at one place keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let done = ''
  let from = 0
  for (const { at, text: becomes } of [...edits].sort((left, right) => left.at.start - right.at.start)) {
    done += text.slice(from, at.start) + becomes
    from = at.end
  }
  return done + text.slice(from)
}

/** The texts that fixes change. Where one could not be read any more, nothing of it is changed. */
export function applyFixes(files: readonly SourceFile[], chosen: readonly ChosenFix[]): readonly SourceFile[] {
  const edits = chosen.flatMap(({ fix }) => fix.edits)
  return files.flatMap((file) => {
    const own = edits.filter(({ at }) => at.file === file.path)
    const text = applyEdits(file.text, own)
    const isBroken = /\.ya?ml$/.test(file.path) && readLayout(file) !== null && readLayout({ ...file, text }) === null
    return own.length === 0 || isBroken ? [] : [{ path: file.path, text }]
  })
}
