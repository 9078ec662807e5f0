import { createRequire } from 'node:module'
import { createContext, runInContext } from 'node:vm'
import type { NativeContext, NativeModule } from '../../src/contract/native.js'

export interface LoggedLine {
  readonly level: string
  readonly message: string
  readonly details?: unknown
}

/** A VM that holds some natives, as guest code sees it, with a clock that stands still until it is moved. */
export interface OpenedGuest {
  /** Runs the body of an async function and gives what it returns, as it crosses. */
  run(body: string): Promise<unknown>
  readonly logged: readonly LoggedLine[]
  /** Moves the clock on; what falls due on the way fires in order. */
  advance(ms: number): Promise<void>
  close(): Promise<void>
}

type Native = NativeModule<never, object>

export async function openGuest(...natives: readonly Native[]): Promise<OpenedGuest> {
  const context = createContext({ console: undefined })
  const logged: LoggedLine[] = []
  let now = 0
  const due: { at: number; fire: () => void }[] = []
  const instances = new Map<string, unknown>()
  const bytesOf = runInContext('(bytes) => new Uint8Array(bytes)', context)
  const log =
    (level: string) =>
    (message: string, details?: unknown): void =>
      void logged.push(details === undefined ? { level, message } : { level, message, details })
  const load = (native: Native): unknown => {
    if (instances.has(native.name)) return instances.get(native.name)
    const hooks = new Map<string, (...args: unknown[]) => unknown>()
    const bound = native.bind?.({
      id: native.name,
      config: {} as never,
      lifetime: { aborted: false },
      logger: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
      clock: { nowIso: () => new Date(Date.UTC(2024, 0, 2) + now).toISOString() },
      timers: {
        now: () => now,
        after: (ms: number, fire: () => void) => {
          const entry = { at: now + ms, fire }
          due.push(entry)
          return () => void (due.includes(entry) && due.splice(due.indexOf(entry), 1))
        },
      },
      callHook: async (name: string, args: readonly unknown[]) => hooks.get(name)?.(...args),
    } as unknown as NativeContext<never>)
    const functions = Object.entries({ ...native.exports, ...bound }).map(([name, fn]) => {
      const call = (...args: never[]): unknown => {
        const crossed = args.map((arg) => (ArrayBuffer.isView(arg) ? new Uint8Array(arg as Uint8Array) : arg))
        const given = (fn as (...args: unknown[]) => unknown)(...crossed)
        return given instanceof Uint8Array ? bytesOf(given) : given
      }
      return [name, call]
    })
    const module = { exports: {} }
    const uses = new Map((native.uses ?? []).map((used) => [used.name, used]))
    const wrapped = `(function (module, exports, require, host, hook) {${native.guestCode}\n})`
    runInContext(wrapped, context, { filename: native.name })(
      module,
      module.exports,
      (name: string) => load(uses.get(name) as Native),
      Object.fromEntries(functions),
      (name: string, fn: (...args: unknown[]) => unknown) => hooks.set(name, fn),
    )
    instances.set(native.name, module.exports)
    for (const [name, exported] of Object.entries(native.globals ?? {}))
      context[name] = (module.exports as Record<string, unknown>)[exported]
    return module.exports
  }
  for (const native of natives) load(native)
  return {
    logged,
    run: async (body) => {
      const source = `(async function (require) {${body}\n})`
      const given = await runInContext(
        source,
        context,
      )((name: string) => load(natives.find((n) => n.name === name) as Native))
      return given === undefined ? undefined : JSON.parse(JSON.stringify(given))
    },
    advance: async (ms) => {
      const until = now + ms
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve))
        const next = due.filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        due.splice(due.indexOf(next), 1)
        now = next.at
        next.fire()
      }
      now = until
    },
    close: async () => {},
  }
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
