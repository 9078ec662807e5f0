import type { SourceFile } from '../../artifact/source-set.js'
import { type BuildRequest, type BuildResult, checkProject } from '../../build.js'
import { sortDiagnostics } from '../../diagnostic/sort-diagnostics.js'
import { applyFixes, type ChosenFix, chooseFixes } from '../../fix/choose-fixes.js'
import { readyFixes } from '../../fix/find-edits.js'
import { isOwn, writeText } from '../../fix/write-text.js'
import type { ProvenProject } from '../../load-project.js'

/** What a fix may bring to light is fixed in its turn; one that came back again and again would never end. */
const mostPasses = 10

export interface FixedProject {
  /** As it is after all that was done. */
  readonly built: BuildResult<ProvenProject>
  readonly fixed: readonly ChosenFix[]
}

/** Checks a project and does what is safe about what is found, until nothing is left of it. */
export async function fixProject(request: BuildRequest): Promise<FixedProject> {
  const fixed: ChosenFix[] = []
  let built = await checkProject(request)
  for (let pass = 0; pass < mostPasses; pass++) {
    const done = await fixOnce(built)
    if (done.length === 0) break
    fixed.push(...done)
    built = await checkProject(request)
  }
  return { built, fixed }
}

async function fixOnce({ diagnostics, texts, dir }: BuildResult<ProvenProject>): Promise<readonly ChosenFix[]> {
  if (dir === null) return []
  const chosen = chooseFixes(sortDiagnostics(diagnostics), readyFixes(texts), isOwn)
  const written = new Set<string>()
  for (const file of applyFixes(texts, chosen)) if (await write(dir, file, texts)) written.add(file.path)
  return chosen.filter(({ fix }) => fix.edits.every(({ at }) => written.has(at.file)))
}

async function write(dir: string, file: SourceFile, texts: readonly SourceFile[]): Promise<boolean> {
  const before = texts.find(({ path }) => path === file.path)
  return before !== undefined && (await writeText(dir, file, before.text))
}
