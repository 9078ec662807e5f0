import { createRequire } from 'node:module'
import { FactoryBuilder, type NativeModule, VirtualClock } from 'tenon/engine'
import type { Logger } from '../../src/contract/provider.js'

export interface LoggedLine {
  readonly level: string
  readonly message: string
  readonly details?: unknown
}

/** An owned runtime that holds some natives, with a clock that stands still until it is moved. */
export interface OpenedGuest {
  /** Runs the body of an async function and gives what it returns, as JSON has it. */
  run(body: string): Promise<unknown>
  readonly logged: readonly LoggedLine[]
  /** Moves the clock on; what falls due on the way fires in order. */
  advance(ms: number): Promise<void>
  close(): Promise<void>
}

// The stack is the one that guests have where nothing else is said: code that needs more would fail there.
const limits = { stackKb: 32, memoryMb: 64, cpuMs: 20_000, wallMs: 20_000, hostCalls: 100_000, outputKb: 4096 }

export async function openGuest(...natives: readonly NativeModule<never, object>[]): Promise<OpenedGuest> {
  const clock = new VirtualClock('2024-01-02T00:00:00.000Z')
  const logged: LoggedLine[] = []
  const builder = new FactoryBuilder({ clock, logger: loggerInto(logged), limits })
  const runtime = await builder
    .withModules(...natives)
    .build()
    .newOwnedRuntime()
  return {
    logged,
    run: async (body) => {
      const script = `(async () => JSON.stringify(await (async () => {${body}\n})()))()`
      const given = await runtime.runScript('test.js', script)
      return typeof given === 'string' ? JSON.parse(given) : undefined
    },
    advance: (ms) => clock.advance(ms),
    close: () => runtime.close(),
  }
}

function loggerInto(logged: LoggedLine[]): Logger {
  const log =
    (level: string) =>
    (message: string, details?: unknown): void =>
      void logged.push(details === undefined ? { level, message } : { level, message, details })
  return { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') }
}

const nodeRequire = createRequire(import.meta.url)

/** The same body in Node, with Node's own modules: what guests are held against. */
export async function runInNode(body: string): Promise<unknown> {
  const run = new Function('require', `return (async () => {${body}\n})()`)
  const given = await run(nodeRequire)
  return given === undefined ? undefined : JSON.parse(JSON.stringify(given))
}

/** What stands in front of a body that asks how things fail: `failing(() => …)` gives the error's name and code. */
export const failing = `const failing = (act) => {
  try { act() } catch (error) { return [error.name, error.code ?? null] }
  return 'no error'
};`

/** The names that a declaration exports, in code-unit order; `export =` stands for the members that it names itself. */
export function declaredNames(declaration: string): string[] {
  const found = declaration.matchAll(/^export (?:declare )?(?:function|const|class|let|var) ([\w$]+)/gm)
  return [...new Set([...found].map(([, name]) => name ?? ''))].sort()
}
