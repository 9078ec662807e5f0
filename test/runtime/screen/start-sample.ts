import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileApp } from '../../../generator/compile-app.js'
import { defineApp } from '../../../generator/define.js'
import type { Bundle } from '../../../src/contract/bundle.js'
import type { AppStore } from '../../../src/contract/store.js'
import { type AppRuntime, createAppRuntime, type HostPorts } from '../../../src/runtime.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { keepingLogger, type LogEntry, storeModule } from '../desk/desk.js'

const bundles = new Map<string, Bundle>()

/** The app of a sample of the generator, compiled once. */
export function bundleOf(sample: string): Bundle {
  const known = bundles.get(sample)
  if (known !== undefined) return known
  const read = (file: string) =>
    readFileSync(fileURLToPath(new URL(`../../generator/samples/${sample}/${file}`, import.meta.url)), 'utf8')
  const bundle = compileApp({ spec: defineApp({ yaml: read('app.yaml'), modules: read('modules.yaml') }) })
  bundles.set(sample, bundle)
  return bundle
}

export interface Started {
  readonly runtime: AppRuntime
  readonly store: AppStore
  readonly log: LogEntry[]
}

/** A sample's app over a store that the test holds. */
export async function startSample(
  sample: string,
  { store = createMemoryStore(), hostPorts = {} }: { readonly store?: AppStore; readonly hostPorts?: HostPorts } = {},
): Promise<Started> {
  const logger = keepingLogger()
  let count = 0
  const runtime = createAppRuntime({
    bundle: bundleOf(sample),
    hostPorts: {
      logger,
      clock: { nowIso: () => '2026-05-01T08:00:00.000Z' },
      identity: { newTraceId: () => `trace-${++count}`, newInvocationId: () => `call-${count}` },
      moduleLoader: { load: (id) => (id === 'store' ? storeModule(store) : undefined) },
      ...hostPorts,
    },
  })
  await runtime.ready
  return { runtime, store, log: logger.entries }
}
