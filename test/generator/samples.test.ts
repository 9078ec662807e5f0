import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import { bundleProject } from '../../generator/build.js'
import type { DelegatedCall, UntypedResult } from '../../src/contract/provider.js'
import type { AppRuntime, Envelope, InvokeRequest } from '../../src/runtime.js'
import { answerRequests, type GeneratedApp } from '../harness/answer-requests.js'
import { forEachSample } from '../harness/sample.js'

// Each sample is a project: `_want/` is every file that is generated, and `_calls.json` is run through the real kernel,
// with `_envelopes.json` as the answers. `_requests.json` goes through its surfaces, with `_responses.json` as the answers.
forEachSample('test/generator/samples', async (sample) => {
  const project = sample.copy()
  const built = await bundleProject({
    project: { cwd: project },
    lock: null,
    overwrites: false,
    phase: () => Promise.resolve(),
  })
  expect(built.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  if (built.project === null || built.bundle === null) throw new Error('it should have been bundled')
  sample.expect('_want', new Map(built.project.files.files.map(({ path, text }) => [path, text])))
  const calls = sample.read('_calls.json')
  const requests = sample.read('_requests.json')
  if (calls === null && requests === null) return
  const app: GeneratedApp = await import(pathToFileURL(built.bundle.file).href)
  if (requests !== null) sample.expect('_responses.json', await answerRequests(app, requests, start))
  if (calls === null) return
  const { createRuntime } = app
  sample.expect('_envelopes.json', `${JSON.stringify(await answer(createRuntime, JSON.parse(calls)), null, 2)}\n`)
})

type CreateRuntime = GeneratedApp['createRuntime']

async function answer(createRuntime: CreateRuntime, calls: readonly InvokeRequest[]): Promise<readonly Envelope[]> {
  const { runtime, next } = start(createRuntime)
  const envelopes: Envelope[] = []
  for (const request of calls) {
    next()
    const envelope = await runtime.invoke(request)
    envelopes.push({ ...envelope, meta: { ...envelope.meta, artifactHash: '<hash>' } })
  }
  await runtime.close()
  return envelopes
}

/** A runtime whose clock and ids count calls; `next` begins one. */
function start(createRuntime: CreateRuntime): { readonly runtime: AppRuntime; next(): void } {
  let call = 0
  let id = 0
  const runtime = createRuntime({
    clock: { nowIso: () => `2026-11-21T09:00:${String(call).padStart(2, '0')}.000Z` },
    identity: { newTraceId: () => `trace-${call}`, newInvocationId: () => `invocation-${call}` },
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    moduleLoader: { load: (module) => (module === 'ids' ? countingIds(() => ++id) : undefined) },
    capabilityDelegation: { invokeDelegated },
  })
  return { runtime, next: () => call++ }
}

function ignore(): void {}

/** Answers with what it was asked, and by which route. */
function invokeDelegated({ delegateRouteId: route, input }: DelegatedCall): UntypedResult {
  return { ok: true, output: { route, asked: input }, observedEffects: ['network'] }
}

/** Stands in for `tenon:ids`, whose ids are new in every run. */
function countingIds(next: () => number) {
  const generate = async ({ prefix, count }: { prefix?: string | null; count?: number | null }) => ({
    ids: Array.from({ length: count ?? 1 }, () => `${prefix ?? ''}${next()}`),
  })
  return { kind: 'provider', activate: () => ({ 'ids.generate': generate }) }
}
