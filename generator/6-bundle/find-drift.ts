import { emittedListFile } from '../artifact/emitted-list.js'
import type { SourceFile } from '../artifact/source-set.js'
import type { Span } from '../artifact/span.js'
import { type Diagnostic, diagnostic } from '../diagnostic/diagnostic.js'
import type { FilePlan, PlannedFile } from './plan-files.js'

/** Differences as diagnostics, with the texts that they point into. */
export interface Drift {
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: readonly SourceFile[]
}

/** Every file that is not what would be generated now. `folder` is how the files are named: `generated/helpdesk`. */
export function findDrift(plan: FilePlan, folder: string): Drift {
  const changed = plan.files.filter(({ change }) => change !== 'unchanged')
  // The list follows from the other files, so it is worth a word only where nothing else differs.
  const others = changed.filter(({ path }) => path !== emittedListFile)
  return report(others.length > 0 ? others : changed, folder, (file, at, problem) => {
    const named = { file: `${folder}/${file.path}` }
    return file.isEdited
      ? diagnostic('generated_edited_error', at, named)
      : diagnostic('generated_stale_error', at, { ...named, problem })
  })
}

/** Every file that generation would overwrite or remove although somebody edited it. */
export function findEdited(plan: FilePlan, folder: string): Drift {
  const edited = plan.files.filter(({ isEdited }) => isEdited)
  return report(edited, folder, ({ path }, at) =>
    diagnostic('generated_edited_error', at, { file: `${folder}/${path}` }),
  )
}

function report(
  files: readonly PlannedFile[],
  folder: string,
  say: (file: PlannedFile, at: Span, problem: string) => Diagnostic,
): Drift {
  const named = files.map((file) => ({ file, name: `${folder}/${file.path}` }))
  return {
    diagnostics: named.map(({ file, name }) => {
      const { start, end, problem } = findDifference(file)
      return say(file, { file: name, start, end }, problem)
    }),
    texts: named.flatMap(({ file: { found }, name }) => (found === null ? [] : [{ path: name, text: found }])),
  }
}

interface Difference {
  readonly start: number
  readonly end: number
  readonly problem: string
}

/** The first line that is not as it would be generated. The header names what a file was made from, so it differs first. */
function findDifference({ found, text }: PlannedFile): Difference {
  if (found === null) return { start: 0, end: 0, problem: 'it is missing' }
  if (text === null) return { ...lineAt(found, 0), problem: 'it is no longer generated' }
  const [was, is] = [endOfHeader(found), endOfHeader(text)]
  if (found.slice(was) === text.slice(is)) return { ...lineAt(found, 0), problem: 'it was made from something else' }
  let same = 0
  while (was + same < found.length && found[was + same] === text[is + same]) same++
  return { ...lineAt(found, was + same), problem: 'it differs from here on' }
}

function endOfHeader(text: string): number {
  return text.startsWith('// @generated ') ? text.indexOf('\n') + 1 : 0
}

/** The line around an offset, without its indentation. */
function lineAt(text: string, offset: number): { readonly start: number; readonly end: number } {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  const line = text.slice(start, end === -1 ? text.length : end)
  return { start: start + line.length - line.trimStart().length, end: start + line.length }
}
