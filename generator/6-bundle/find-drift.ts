import { emittedListFile } from '../artifact/emitted-list.js'
import type { SourceFile } from '../artifact/source-set.js'
import type { Span } from '../artifact/span.js'
import { type Diagnostic, diagnostic } from '../diagnostic/diagnostic.js'
import { sayCause } from './drift-cause.js'
import { type Difference, firstDifference, lineAt } from './first-difference.js'
import type { FilePlan, PlannedFile } from './plan-files.js'

/** Differences as diagnostics, with the texts that they point into. */
export interface Drift {
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: readonly SourceFile[]
}

/** Every file that is not what would be generated now, and why. `folder` is how the files are named: `generated/helpdesk`. */
export function findDrift(plan: FilePlan, folder: string): Drift {
  const changed = plan.files.filter(({ change }) => change !== 'unchanged')
  // The list follows from the other files, so it is worth a word only where nothing else differs.
  const others = changed.filter(({ path }) => path !== emittedListFile)
  const list = plan.files.find(({ path }) => path === emittedListFile)
  const hint = list === undefined ? null : sayCause(list)
  return report(others.length > 0 ? others : changed, folder, (file, at, problem) => {
    const named = { file: `${folder}/${file.path}` }
    return file.isEdited
      ? diagnostic('generated_edited_error', at, named, { hint: `held against what would be generated: ${problem}` })
      : diagnostic('generated_stale_error', at, { ...named, problem }, { hint })
  })
}

/** What may be changed of files that stand there. */
export interface ChangeRules {
  /** Whether what was generated must be right already, beside a lockfile that is. */
  readonly isFrozen: boolean
  /** Whether edits by hand may go. */
  readonly overwrites: boolean
}

/** Every file that would be changed and must not be; where nothing was ever generated, everything may be. */
export function findForbidden(plan: FilePlan, folder: string, { isFrozen, overwrites }: ChangeRules): Drift {
  const isGenerated = plan.files.some(({ path, found }) => path === emittedListFile && found !== null)
  if (isFrozen && isGenerated) return findDrift(plan, folder)
  return overwrites ? { diagnostics: [], texts: [] } : findEdited(plan, folder)
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

function findDifference({ found, text }: PlannedFile): Difference {
  if (found === null) return { start: 0, end: 0, problem: 'it is missing' }
  if (text === null) return { ...lineAt(found, 0), problem: 'it is no longer generated' }
  return firstDifference(found, text)
}
