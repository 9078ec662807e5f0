// The floor: what a careful person writes by hand for the same two calls, without any library. Validates every input into
// a fresh object, checks one role in a set, works on rows kept in order, answers with an envelope.

export const rows = Array.from({ length: 20 }, (_, index) => ({
  id: `tkt_${String(index).padStart(3, '0')}`,
  title: `Ticket ${index}`,
  state: index % 3 === 0 ? 'waiting' : 'open',
  opened_at: `2026-01-01T00:00:${String(index).padStart(2, '0')}.000Z`,
  owner_id: 'u1',
}))

/** The work itself, shared by every peer: one pass that filters, counts and cuts out a page. */
export function listTickets({ state, page, size }) {
  const found = []
  let total = 0
  const first = (page - 1) * size
  for (const row of rows) {
    if (state !== null && row.state !== state) continue
    if (total >= first && total < first + size) found.push(row)
    total++
  }
  return {
    rows: found,
    meta: { page, page_size: size, total_rows: total, total_pages: Math.max(1, Math.ceil(total / size)) },
  }
}

export const store = new Map()

export function saveTicket({ id, title, state }, subject, now) {
  const trimmed = title.trim()
  store.set(id, { id, title: trimmed, state, opened_at: now, owner_id: subject })
  return { ok: true, title: trimmed }
}

let calls = 0

function envelope(status, output, violations) {
  const now = Date.now()
  return {
    status,
    ok: status === 'ok',
    invocationId: `inv_${calls++}`,
    output,
    violations,
    startedAt: now,
    completedAt: now,
  }
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readList(input) {
  if (!isObject(input)) return { problems: [{ path: '$', message: 'must be an object' }] }
  let problems
  const { state = null, page = 1, size = 10 } = input
  for (const key in input) {
    if (key !== 'state' && key !== 'page' && key !== 'size') {
      problems ??= []
      problems.push({ path: key, message: 'is unknown' })
    }
  }
  if (state !== null && typeof state !== 'string') {
    problems ??= []
    problems.push({ path: 'state', message: 'must be text' })
  }
  if (!Number.isSafeInteger(page)) {
    problems ??= []
    problems.push({ path: 'page', message: 'must be an integer' })
  }
  if (!Number.isSafeInteger(size)) {
    problems ??= []
    problems.push({ path: 'size', message: 'must be an integer' })
  }
  return { problems, value: { state, page, size } }
}

function readSave(input) {
  if (!isObject(input)) return { problems: [{ path: '$', message: 'must be an object' }] }
  let problems
  const { id, title, state } = input
  for (const key in input) {
    if (key !== 'id' && key !== 'title' && key !== 'state') {
      problems ??= []
      problems.push({ path: key, message: 'is unknown' })
    }
  }
  if (typeof id !== 'string' || id.length === 0) {
    problems ??= []
    problems.push({ path: 'id', message: 'must be text' })
  }
  if (typeof title !== 'string') {
    problems ??= []
    problems.push({ path: 'title', message: 'must be text' })
  }
  if (state !== 'open' && state !== 'waiting' && state !== 'closed') {
    problems ??= []
    problems.push({ path: 'state', message: 'must be open, waiting or closed' })
  }
  return { problems, value: { id, title, state } }
}

export async function list(input, caller) {
  const read = readList(input)
  if (read.problems !== undefined) return envelope('rejected', undefined, read.problems)
  if (!caller.roles.has('agent')) return envelope('rejected', undefined, [{ path: '$', message: 'denied' }])
  return envelope('ok', listTickets(read.value), [])
}

export async function save(input, caller) {
  const read = readSave(input)
  if (read.problems !== undefined) return envelope('rejected', undefined, read.problems)
  if (!caller.roles.has('agent')) return envelope('rejected', undefined, [{ path: '$', message: 'denied' }])
  return envelope('ok', saveTicket(read.value, caller.subject, new Date().toISOString()), [])
}

const answered = new Map()

/** A replay by hand: the first answer by caller and key, refused for another input. */
export async function replay(input, caller, key) {
  const read = readSave(input)
  if (read.problems !== undefined) return envelope('rejected', undefined, read.problems)
  if (!caller.roles.has('agent')) return envelope('rejected', undefined, [{ path: '$', message: 'denied' }])
  const scope = JSON.stringify(['save', caller.subject, key])
  const text = JSON.stringify(read.value)
  const earlier = answered.get(scope)
  if (earlier !== undefined) {
    return earlier.text === text
      ? { ...earlier.answer, status: 'replayed' }
      : envelope('rejected', undefined, [{ path: '$', message: 'conflict' }])
  }
  const answer = envelope('ok', saveTicket(read.value, caller.subject, new Date().toISOString()), [])
  answered.set(scope, { text, answer })
  return answer
}
