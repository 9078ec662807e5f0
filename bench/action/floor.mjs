// The floor: the same action written by hand against the same store. It reads the input into a fresh object, checks the
// role, trims, commits one record, and answers with an envelope that holds one signal and the hash of its payload.
import { createHash } from 'node:crypto'

const states = ['open', 'waiting', 'closed']
let calls = 0

export async function save(store, input, caller) {
  const startedAt = new Date().toISOString()
  const violations = []
  if (typeof input !== 'object' || input === null) violations.push({ path: '$', message: 'must be an object' })
  const { id, title, state, ...others } = input ?? {}
  for (const key in others) violations.push({ path: key, message: 'is unknown' })
  if (typeof id !== 'string' || id === '') violations.push({ path: 'id', message: 'must be text' })
  if (typeof title !== 'string') violations.push({ path: 'title', message: 'must be text' })
  if (!states.includes(state)) violations.push({ path: 'state', message: `must be one of ${states.join(', ')}` })
  if (violations.length > 0) return { status: 'rejected', violations }
  if (!caller.roles.includes('agent')) return { status: 'rejected', violations: [{ path: '$', message: 'denied' }] }
  const trimmed = title.trim()
  const record = { id, opened_at: startedAt, owner_id: caller.subject, state, title: trimmed }
  const outcome = await store.commit({ reads: [], writes: [{ collection: 'tickets', id, record }], replay: null })
  if (outcome.kind !== 'committed') return { status: 'error', error: outcome.kind }
  const payload = { by: caller.subject, id, title: trimmed }
  const payloadHash = createHash('sha256').update(JSON.stringify(payload)).digest('hex')
  return {
    status: 'ok',
    ok: true,
    invocationId: `inv_${calls++}`,
    output: { ok: true, title: trimmed },
    violations: [],
    emittedSignals: [
      { signalId: 'ticket.saved', signalVersion: 1, payload, payloadHash, eventKey: id, emittedAt: startedAt },
    ],
    observedEffects: ['compute', 'emit', 'write'],
    timings: { startedAt, completedAt: new Date().toISOString() },
  }
}
