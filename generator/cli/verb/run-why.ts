import type { Json } from '../../../src/contract/json.js'
import { sourceTexts } from '../../diagnostic/source-texts.js'
import { suggest } from '../../diagnostic/suggest.js'
import { weighProject } from '../../weigh-project.js'
import type { Answer } from '../answer.js'
import { buildAnswer, buildRequest, describeBuilt } from '../build-answer.js'
import { UsageFailure } from '../usage-failure.js'
import type { VerbContext } from '../verb-context.js'
import { printReason } from '../why/print-reason.js'
import { readRequirements } from '../why/read-requirements.js'
import { findReason, listCandidates, type Reason } from '../why/reason.js'

/** Says what needs a module, a port or a native, when it starts, and what it adds to the bundle. */
export async function runWhy(context: VerbContext): Promise<Answer> {
  const [name = ''] = context.arguments
  const built = await weighProject({ ...buildRequest(context), lock: null })
  const { project, weights } = built
  if (project === null || weights === null)
    return { ...buildAnswer(built, () => ({ text: '', result: null })), keepsOutputPure: true }
  const candidates = listCandidates(project)
  const asked = candidates.filter(({ names }) => names.includes(name))
  if (asked.length === 0) {
    const hint = suggest(
      name,
      candidates.map(({ id }) => id),
    )
    throw new UsageFailure(`there is no module, port or native "${name}"; ${hint ?? 'tenon graph shows what there is'}`)
  }
  const lines = sourceTexts(built.texts)
  const graph = readRequirements(
    project,
    ({ file, start }) => `${file}:${lines.linesOf(file)?.position(start).line ?? 1}`,
  )
  const reasons = await Promise.all(asked.map((candidate) => findReason(candidate, graph, { project, weights })))
  const answer = buildAnswer(built, () => ({
    text: reasons.map((reason) => printReason(reason, project, weights.bytes)).join('\n'),
    result: { ...describeBuilt(project), asked: name, bundleBytes: weights.bytes, reasons: reasons.map(toJson) },
  }))
  return { ...answer, keepsOutputPure: true }
}

function toJson({ chain, weight, boot, ...facts }: Reason): Json {
  return {
    ...facts,
    chain: chain === null ? null : chain.map((link) => ({ ...link })),
    boot: boot === null ? null : { ...boot },
    bundle: weight === null ? null : { ...weight, files: weight.files.map((file) => ({ ...file })) },
  }
}
