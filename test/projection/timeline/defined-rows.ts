import canonicalize from 'canonicalize'
import type { PlacedRecord } from '../../../src/contract/history.js'
import { type Accumulated, change, type Definition, ends, keeps, type Payload } from './random-timeline.js'

/** What a query is to answer. */
export interface Defined {
  readonly rows: readonly object[]
  readonly isComplete: boolean
  readonly ungrouped: number | null
}

/** When is asked, and from where on the records count. */
export interface Question {
  readonly asOf: string | null
  readonly now: string
  readonly startAfter: number
  readonly isSorted: boolean
}

/** The rows by the letter of the language, made from all records each time. */
export function definedRows(definition: Definition, all: readonly PlacedRecord[], question: Question): Defined {
  const { rebuild } = definition
  const { asOf, startAfter } = question
  const seen = all.filter(({ record }) => asOf === null || record.emittedAt <= asOf)
  const counted = seen.filter(
    ({ position, record }) =>
      position > startAfter && (rebuild.mode !== 'from_timestamp' || record.emittedAt >= rebuild.from),
  )
  const kept = counted.filter(({ record }) => !definition.keeps || keeps(payloadOf(record)))
  const sign = definition.direction === 'asc' ? 1 : -1
  const ordered = [...kept].sort((left, right) => sign * compare(definition, left, right))
  const { rows, isTrimmed, ungrouped } =
    definition.mode === 'log' ? logRows(definition, ordered, question) : stateRows(definition, ordered, question)
  return {
    rows: question.isSorted ? sorted(rows) : rows,
    isComplete: counted.length === seen.length && !isTrimmed,
    ungrouped,
  }
}

function payloadOf({ payload }: PlacedRecord['record']): Payload {
  return payload as unknown as Payload
}

function compare({ order }: Definition, left: PlacedRecord, right: PlacedRecord): number {
  const value = ({ record }: PlacedRecord) => (order === 'n' ? (payloadOf(record).n ?? Infinity) : record.emittedAt)
  return (
    rank(value(left), value(right)) ||
    rank(left.record.emittedAt, right.record.emittedAt) ||
    rank(left.record.eventKey, right.record.eventKey) ||
    left.position - right.position
  )
}

function rank(left: string | number, right: string | number): number {
  return left < right ? -1 : left > right ? 1 : 0
}

interface Made {
  readonly rows: readonly object[]
  readonly isTrimmed: boolean
  readonly ungrouped: number | null
}

function logRows({ retentionMs }: Definition, ordered: readonly PlacedRecord[], { asOf, now }: Question): Made {
  const since = retentionMs === null ? -Infinity : Date.parse(asOf ?? now) - retentionMs
  const alive = ordered.filter(({ record }) => Date.parse(record.emittedAt) >= since)
  const rows = alive.map(({ record }) => {
    const { signalName: signal_name, eventKey: event_key, emittedAt: emitted_at } = record
    return { ...payloadOf(record), signal_name, event_key, emitted_at }
  })
  return { rows, isTrimmed: alive.length < ordered.length, ungrouped: null }
}

interface Group {
  row: Accumulated
  latest: number
}

function stateRows(definition: Definition, ordered: readonly PlacedRecord[], { asOf, now }: Question): Made {
  const life = definition.retentionMs ?? Infinity
  const groups = new Map<string, Group>()
  let ungrouped = 0
  let isTrimmed = false
  for (const { record } of ordered) {
    const payload = payloadOf(record)
    const { g, h } = payload
    if (g === null) {
      ungrouped++
      continue
    }
    const members = definition.by === 'g' ? { g } : { g, h }
    const key = JSON.stringify(members)
    const instant = Date.parse(record.emittedAt)
    let group = groups.get(key)
    if (group !== undefined && group.latest + life < instant) {
      isTrimmed = true
      group = undefined
    }
    const acc = group?.row ?? { g: null, h: null, count: 0, trail: '' }
    const changed = record.signalName === 'c' ? {} : change(record.signalName, acc, payload)
    const row = { ...acc, ...changed, ...members }
    if (definition.removes && record.signalName === 'a' && ends(row, payload)) groups.delete(key)
    else groups.set(key, { row, latest: Math.max(group?.latest ?? -Infinity, instant) })
  }
  const instant = Date.parse(asOf ?? now)
  const alive = [...groups.values()].filter(({ latest }) => latest + life >= instant)
  const rows = alive.map(({ row }) => row)
  rows.sort((left, right) => rank(left.g ?? '', right.g ?? '') || rank(left.h ?? 0, right.h ?? 0))
  return { rows, isTrimmed: isTrimmed || alive.length < groups.size, ungrouped }
}

function sorted(rows: readonly object[]): readonly object[] {
  const text = (row: object) => canonicalize(row) ?? ''
  const trail = (row: object) => (row as Accumulated).trail
  return [...rows].sort(
    (left, right) => rank(trail(left) ?? '\uFFFF', trail(right) ?? '\uFFFF') || rank(text(left), text(right)),
  )
}
