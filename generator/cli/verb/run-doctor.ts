import { emitProject } from '../../build.js'
import { inColor, plain } from '../../diagnostic/paint.js'
import type { Answer } from '../answer.js'
import { buildRequest } from '../build-answer.js'
import { examineDrivers, examineEsbuild, examineNode } from '../doctor/examine-machine.js'
import { examineEnvironment, examineGenerated, examineLock, examineSources } from '../doctor/examine-project.js'
import { examineTree } from '../doctor/examine-tree.js'
import { type Machine, thisMachine } from '../doctor/machine.js'
import { printRows } from '../doctor/print-rows.js'
import type { Row } from '../doctor/row.js'
import { exitCodes } from '../exit-code.js'
import type { VerbContext } from '../verb-context.js'

/** Looks at everything that a project needs around it. What is wrong in the project itself, `check` says in full. */
export async function runDoctor(context: VerbContext): Promise<Answer> {
  const { settings, console } = context
  const rows = await examine(context, await thisMachine(console.environment, context.flags.cwd ?? null))
  const isFailed = rows.some(({ state }) => state === 'failed')
  const count = (wanted: Row['state']): number => rows.filter(({ state }) => state === wanted).length
  return {
    exitCode: isFailed ? exitCodes.findings : exitCodes.fine,
    diagnostics: [],
    texts: [],
    result: { rows: rows.map((row) => ({ ...row })) },
    summary: { ok: count('ok'), warning: count('warning'), failed: count('failed') },
    text: printRows(rows, settings.hasColor ? inColor : plain),
    keepsOutputPure: true,
  }
}

async function examine(context: VerbContext, machine: Machine): Promise<readonly Row[]> {
  const esbuild = await examineEsbuild(machine)
  const around = [examineNode(machine), esbuild]
  // Guests and modules of the project are read with esbuild.
  if (esbuild.state === 'failed') return around
  const request = { ...buildRequest(context), lock: null }
  const built = await emitProject(request)
  const { project, dir } = built
  const seen = [
    ...around,
    ...(await examineTree(dir ?? context.settings.directory, machine)),
    examineSources(built, machine),
  ]
  if (project === null) return seen
  const sources = project.composition.modules.map(({ source }) => source)
  return [
    ...seen,
    ...(await examineDrivers(sources, project.dir, machine)),
    examineEnvironment(project, machine),
    examineLock(project, request, machine),
    ...(await examineGenerated(project, machine)),
  ]
}
