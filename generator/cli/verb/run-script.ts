import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Json } from '../../../src/contract/json.js'
import type { FactoryOptions, Scripts } from '../../../src/engine.js'
import { fileLoader, stripTypes } from '../../../src/engine-files.js'
import type { HostPorts } from '../../../src/runtime.js'
import { type BuildResult, bundleScripts } from '../../build.js'
import { sayRefusal } from '../../diagnostic/environment-failure.js'
import type { Answer } from '../answer.js'
import { buildAnswer, buildRequest } from '../build-answer.js'
import type { Output } from '../console.js'
import { exitCodes } from '../exit-code.js'
import { loadBundle } from '../load-bundle.js'
import { hostPorts, inFolder, orNothingRuns } from '../run-in-project.js'
import { UsageFailure } from '../usage-failure.js'
import type { VerbContext } from '../verb-context.js'

/** A script is the project's own: it is held to what keeps the machine well, and not to what a call of a guest may use. */
const limits = { memoryMb: 256, stackKb: 128, cpuMs: 60_000, wallMs: 3_600_000, hostCalls: 1_000_000, outputKb: 16_384 }

interface ScriptBundle {
  openScripts(hostPorts: HostPorts, options: FactoryOptions): Promise<Scripts>
}

type Ran =
  | { readonly ok: true; readonly value: Json }
  | {
      readonly ok: false
      readonly error: { readonly name: string; readonly message: string; readonly code: string; readonly stack: string }
    }

/** Runs a script in an owned runtime that has the natives of the project's manifest. */
export async function runScript(context: VerbContext): Promise<Answer> {
  const file = resolve(context.settings.directory, context.arguments[0] ?? '')
  const source = await readScript(file, context.arguments[0] ?? '')
  const built = await bundleScripts(buildRequest(context))
  if (!built.ok || built.bundle === null)
    return { ...buildAnswer(built, () => ({ text: '', result: null })), keepsOutputPure: true }
  await context.progress.end()
  const dir = built.project?.dir ?? context.settings.directory
  const ran = await inFolder(dir, () => run(built, { file, source, dir }, context))
  if (!ran.ok) await context.console.error.write(`${ran.error.stack.trimEnd()}\n`)
  return {
    exitCode: ran.ok ? exitCodes.fine : exitCodes.findings,
    diagnostics: built.diagnostics,
    texts: built.texts,
    projectDir: built.dir,
    result: ran.ok ? { value: ran.value } : { error: ran.error },
    text: '',
    keepsOutputPure: true,
  }
}

async function readScript(file: string, written: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (refusal) {
    throw new UsageFailure(`the script ${written} cannot be read: ${sayRefusal(refusal)}`)
  }
}

interface Script {
  readonly file: string
  readonly source: string
  readonly dir: string
}

async function run(
  built: BuildResult,
  { file, source, dir }: Script,
  { console, settings }: VerbContext,
): Promise<Ran> {
  const url = `${pathToFileURL(built.bundle?.file ?? '').href}?${built.project?.model.hash ?? ''}`
  const { openScripts } = await loadBundle<ScriptBundle>(url)
  // What a script says is its result; in JSON there is no room for it beside the one document.
  const said = inOrder(settings.format === 'json' ? console.error : console.out)
  const say = (message: string): void => said.write(`${message}\n`)
  const complain = (message: string): void => void console.error.write(`${message}\n`)
  const logger = { debug: say, info: say, warn: complain, error: complain }
  const require = { loader: fileLoader({ roots: [dir] }), root: dir, transform: stripTypes }
  const scripts = await orNothingRuns(openScripts(hostPorts(console), { limits, logger, require }))
  try {
    const runtime = await scripts.factory.newOwnedRuntime()
    try {
      const code = /\.[cm]?ts$/.test(file) ? stripTypes(source, file, 'commonjs').code : source
      const value = await orNothingRuns(runtime.runScript(file, code))
      await orNothingRuns(runtime.owner.waitIdle())
      return { ok: true, value: value === undefined ? null : JSON.parse(JSON.stringify(value)) }
    } catch (thrown) {
      return { ok: false, error: describe(thrown) }
    } finally {
      await orNothingRuns(runtime.close())
    }
  } finally {
    await orNothingRuns(scripts.close())
    await said.settled()
  }
}

/** Writes one after the other for those who do not wait; `settled` rejects where something of it was lost. */
function inOrder(output: Output): { write(text: string): void; settled(): Promise<void> } {
  let last = Promise.resolve()
  return {
    write: (text) => {
      last = last.then(() => output.write(text))
      // It is told in the end: until then it is no rejection that nobody looks at.
      last.catch(() => undefined)
    },
    settled: () => last,
  }
}

function describe(thrown: unknown) {
  if (!(thrown instanceof Error))
    return { name: 'Error', message: String(thrown), code: 'ERR_GUEST_THROW', stack: String(thrown) }
  const { name, message } = thrown
  const code = 'code' in thrown ? String(thrown.code) : 'ERR_GUEST_THROW'
  // The engine's own errors have places of Tenon in their stacks, which help nobody.
  const isGuests = 'thrown' in thrown
  return { name, message, code, stack: isGuests ? (thrown.stack ?? message) : `${code}: ${message}` }
}
