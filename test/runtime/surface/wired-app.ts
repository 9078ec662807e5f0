import { compileApp } from '../../../generator/compile-app.js'
import { defineApp } from '../../../generator/define.js'
import { type AppRuntime, type Bundle, createAppRuntime, type HostPorts } from '../../../src/runtime.js'

/** An app that answers with its input, wired as a test wants it. `surfaces` stands under `wiring.surfaces`. */
export function echoApp(surfaces: string): string {
  return `
app: { id: echo, name: Echo, tz: UTC }
domain:
  actions:
    echo:
      in: &fields
        name: id!
        word: text
        count: int
        size: number
        loud: bool
        at: timestamp
        rank: { enum: [1, 2, "3", low] }
        tags: { array: text }
        more: { object: { a: int } }
      return: { $expr: { var: input } }
    plain: { in: {}, return: { ok: true } }
mutations:
  - { id: echo, in: *fields, run: { actionId: echo, input: {} } }
  - { id: plain, in: {}, run: { actionId: plain, input: {} } }
  - { id: closed, in: {}, run: { actionId: plain, input: {} }, access: { roles: [authenticated] } }
access: { default_policy: allow, roles: {} }
wiring:
  surfaces:
${surfaces}
`
}

export interface WiredApp {
  readonly runtime: AppRuntime
  readonly bundle: Bundle
  /** What was written to the log. */
  readonly log: unknown[]
}

/** Compiles and starts an app; ids and time stand still. */
export async function startWired(yaml: string, hostPorts: HostPorts = {}): Promise<WiredApp> {
  const bundle = compileApp({ spec: defineApp({ yaml }) })
  const log: unknown[] = []
  const write = (message: string, details?: object): void => void log.push({ message, ...details })
  const runtime = createAppRuntime({
    bundle,
    hostPorts: {
      clock: { nowIso: () => '2026-05-01T08:00:00.000Z' },
      identity: { newTraceId: () => 'trace', newInvocationId: () => 'call' },
      logger: { debug: write, info: write, warn: write, error: write },
      ...hostPorts,
    },
  })
  await runtime.ready
  return { runtime, bundle, log }
}
