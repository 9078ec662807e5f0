import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Json } from '../../../src/contract/json.js'
import type { AppRuntime } from '../../../src/runtime.js'
import { type BuildResult, bundleProject } from '../../build.js'
import { sayRefusal } from '../../diagnostic/environment-failure.js'
import type { Answer } from '../answer.js'
import { buildAnswer, buildRequest } from '../build-answer.js'
import type { Console } from '../console.js'
import { exitCodes } from '../exit-code.js'
import { loadBundle } from '../load-bundle.js'
import { printJson } from '../print-answer.js'
import { hostPorts, inFolder, orNothingRuns } from '../run-in-project.js'
import { oneOf } from '../settings.js'
import { UsageFailure } from '../usage-failure.js'
import type { VerbContext } from '../verb-context.js'

/** Calls one entrypoint of the project as it stands and answers with the envelope. */
export async function runInvoke(context: VerbContext): Promise<Answer> {
  const call = await readCall(context)
  const built = await bundleProject(buildRequest(context))
  if (!built.ok || built.bundle === null)
    return { ...buildAnswer(built, () => ({ text: '', result: null })), keepsOutputPure: true }
  await context.progress.end()
  const envelope = await inFolder(built.project?.dir ?? context.settings.directory, () =>
    answerCall(built, call, context),
  )
  // What crosses to the caller is JSON, and so is what is printed.
  const result: Json = JSON.parse(JSON.stringify(envelope))
  return {
    exitCode: envelope.ok ? exitCodes.fine : exitCodes.findings,
    diagnostics: built.diagnostics,
    texts: built.texts,
    projectDir: built.dir,
    result,
    text: printJson(result),
    keepsOutputPure: true,
  }
}

type Call = Parameters<AppRuntime['invoke']>[0]

async function readCall({ arguments: [kind = '', id = ''], flags, console, settings }: VerbContext): Promise<Call> {
  const entrypointKind = oneOf('the kind of entrypoint', kind, ['query', 'mutation', 'route'])
  if (flags.key !== undefined && entrypointKind !== 'mutation') throw new UsageFailure('--key is for mutations')
  const input = parseJson('--input', await readInput(flags.input ?? '{}', console, settings.directory))
  const authContext = flags.as === undefined ? null : parseJson('--as', flags.as)
  return {
    entrypointKind,
    entrypointId: id,
    input,
    authContext: authContext as Call['authContext'],
    ...(flags.key === undefined ? {} : { idempotencyKey: flags.key }),
  }
}

async function readInput(written: string, console: Console, directory: string): Promise<string> {
  if (written === '-') return console.readInput()
  if (!written.startsWith('@')) return written
  try {
    return await readFile(resolve(directory, written.slice(1)), 'utf8')
  } catch (refusal) {
    throw new UsageFailure(`--input: ${written.slice(1)} cannot be read: ${sayRefusal(refusal)}`)
  }
}

function parseJson(flag: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (failure) {
    throw new UsageFailure(`${flag} is not JSON: ${failure instanceof Error ? failure.message : String(failure)}`)
  }
}

async function answerCall(built: BuildResult, call: Call, { console }: VerbContext) {
  const file = built.bundle?.file ?? ''
  const { createRuntime } = await loadBundle(`${pathToFileURL(file).href}?${built.project?.model.hash ?? ''}`)
  const runtime = createRuntime(hostPorts(console))
  const envelope = await orNothingRuns(runtime.invoke(call))
  await orNothingRuns(runtime.close())
  return envelope
}
