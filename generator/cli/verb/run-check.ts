import type { Json } from '../../../src/contract/json.js'
import { type BuildResult, checkProject } from '../../build.js'
import { printable } from '../../diagnostic/printable.js'
import type { ChosenFix } from '../../fix/choose-fixes.js'
import type { ProvenProject } from '../../load-project.js'
import type { Answer } from '../answer.js'
import { buildAnswer, buildRequest, countParts, describeProject } from '../build-answer.js'
import type { VerbContext } from '../verb-context.js'
import { fixProject } from './fix-project.js'

/** Proves the project. Writes nothing, unless it is to do the safe fixes: then it answers with what remains. */
export async function runCheck(context: VerbContext): Promise<Answer> {
  const request = buildRequest(context)
  if (context.flags.fix !== true) return answerWith(await checkProject(request))
  const { built, fixed } = await fixProject(request)
  const result = built.ok && built.project !== null ? describe(built.project) : {}
  return {
    ...answerWith(built),
    intro: sayFixed(fixed, built.diagnostics.length),
    result: { ...result, fixed: fixed.map(describeFix) },
  }
}

function answerWith(built: BuildResult<ProvenProject>): Answer {
  return buildAnswer(built, (project) => ({
    text: `${project.spec.app.id}: fine (${countParts(project)})\n`,
    result: describe(project),
  }))
}

function describe(project: ProvenProject): { readonly [member: string]: Json } {
  const { queries, mutations, routes } = project.spec
  return {
    ...describeProject(project),
    queries: listIds(queries),
    mutations: listIds(mutations),
    routes: listIds(routes),
    modules: project.composition.modules.map(({ id }) => id),
  }
}

function listIds(parts: readonly { readonly id: string }[]): readonly string[] {
  return parts.map(({ id }) => id).sort()
}

function describeFix({ found, fix }: ChosenFix): Json {
  return { code: found.code, file: found.at.file, title: fix.title }
}

function sayFixed(fixed: readonly ChosenFix[], left: number): string {
  const head = `fixed ${fixed.length} of ${fixed.length + left}`
  if (fixed.length === 0) return left === 0 ? '' : `${head}: nothing that is found has a safe fix\n\n`
  const times = new Map<string, number>()
  for (const { found, fix } of fixed) {
    const line = `  ${printable(found.at.file)}: ${printable(fix.title)} (${found.code})`
    times.set(line, (times.get(line) ?? 0) + 1)
  }
  const lines = [...times].map(([line, count]) => `${line}${count === 1 ? '' : `, ${count} times`}\n`)
  return `${head}:\n${lines.join('')}${left === 0 ? '' : '\n'}`
}
