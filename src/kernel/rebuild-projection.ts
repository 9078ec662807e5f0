// Takes the id of a timeline; makes what it has accumulated anew, and tells what became of it.
// Promises never to throw, and that the old state serves on until the new one is saved.
// Does not ask who may: a rebuild is the operator's.

import type { RebuildResult } from '../contract/invocation.js'
import { CallFailed } from '../semantics/call-failed.js'
import { failure } from '../semantics/wording.js'
import type { Host } from './host.js'

/** Rebuilds one timeline. */
export async function rebuildProjection({ timelines, time, logger }: Host, id: string): Promise<RebuildResult> {
  if (timelines === null || !timelines.has(id)) {
    const error = failure('projection_plan_error', { projection: id, problem: 'the app has no such timeline' })
    return { ok: false, error }
  }
  try {
    time.advance()
    await timelines.rebuild(id, time.text)
    return { ok: true }
  } catch (thrown) {
    if (thrown instanceof CallFailed) return { ok: false, error: thrown.failure }
    logger.error('a rebuild failed', { projection: id, thrown })
    return { ok: false, error: failure('projection_provider_error', {}) }
  }
}
