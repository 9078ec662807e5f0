import type { Json } from '../../contract/json.js'
import type { TimelineEvent, TimelineOrder } from '../../contract/timeline.js'
import { compareForSort, compareText } from '../../semantics/compare-values.js'

/** What records of a timeline are ordered by. As JSON, because it is saved with a group. */
export type OrderKey = readonly [value: Json, emittedAt: string, eventKey: string, position: number]

/** The place of a record in the order. */
export function orderKeyOf(order: TimelineOrder, event: TimelineEvent, position: number): OrderKey {
  const { emitted_at, event_key } = event.signal
  const value = order.value === undefined ? emitted_at : order.value(event)
  // A payload is JSON, and so is everything in it.
  return [(value ?? null) as Json, emitted_at, event_key, position]
}

/** Ascending: no two records have one place. */
export function compareKeys(left: OrderKey, right: OrderKey): number {
  return (
    compareForSort(left[0], right[0]) ||
    compareText(left[1], right[1]) ||
    compareText(left[2], right[2]) ||
    left[3] - right[3]
  )
}

/** In the order in which a timeline takes them: ties follow its direction, too. */
export function comparisonIn({ direction }: TimelineOrder): (left: OrderKey, right: OrderKey) => number {
  return direction === 'asc' ? compareKeys : (left, right) => compareKeys(right, left)
}
