import { filesOf } from '../../define.js'
import { inColor, plain } from '../../diagnostic/paint.js'
import { compareApps } from '../../diff/compare-apps.js'
import { readState } from '../../read-state.js'
import type { Answer } from '../answer.js'
import { buildRequest, exitCodeOf } from '../build-answer.js'
import { countConsequences, printDifferences } from '../diff/print-differences.js'
import { readOtherSide } from '../diff/read-other-side.js'
import { exitCodes } from '../exit-code.js'
import { UsageFailure } from '../usage-failure.js'
import type { VerbContext } from '../verb-context.js'

/** Compares the app with another state of it, and says of each difference what it means to callers. */
export async function runDiff(context: VerbContext): Promise<Answer> {
  const { settings, flags } = context
  const against = flags.against ?? ''
  if (against === '') throw new UsageFailure('--against takes a folder or a commit')
  const request = buildRequest(context).project
  const { dir, sources, model } = await readState(request)
  const texts = sources === null ? [] : filesOf(sources)
  const answer = { diagnostics: model.diagnostics, texts, projectDir: dir, keepsOutputPure: true }
  if (!model.ok || dir === null) return { ...answer, exitCode: exitCodeOf(model), result: null, text: '' }
  const before = await readOtherSide(against, { request, dir })
  const differences = compareApps(before, model.value)
  const counts = countConsequences(differences)
  const isFailed = counts.breaking > 0 || (flags.failOn === 'additive' && counts.additive > 0)
  const isAsked = flags.failOn === 'breaking' || flags.failOn === 'additive'
  return {
    ...answer,
    // What either side is warned of, `check` says.
    diagnostics: [],
    exitCode: isAsked && isFailed ? exitCodes.findings : exitCodes.fine,
    result: { app: model.value.app.id, against, differences: differences.map((one) => ({ ...one })) },
    summary: counts,
    text: printDifferences(differences, settings.hasColor ? inColor : plain),
  }
}
