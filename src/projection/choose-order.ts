import type { SortProgram } from '../contract/program.js'
import type { RowOrder } from '../contract/row.js'

/** The argument that asks for an order that there is not, and what it must be instead. */
export interface OrderProblem {
  readonly argument: 'sortBy' | 'sortOrder'
  readonly problem: string
}

type Direction = 'asc' | 'desc'

// One object per order and sort, so that a call allocates none.
const known = new WeakMap<SortProgram, Map<string, { readonly asc: RowOrder; readonly desc: RowOrder }>>()

const natural: RowOrder = { id: 'natural', rules: [] }

/** The order that the caller picked; what is absent, null or empty takes its default. */
export function chooseOrder(sort: SortProgram, by: unknown, direction: unknown): RowOrder | OrderProblem {
  if (sort.kind === 'natural') return natural
  if (sort.kind === 'fixed') return sort.order
  const key = isLeftOut(by) ? sort.defaultKey : typeof by === 'string' ? sort.allowed.get(by) : undefined
  if (key === undefined) return { argument: 'sortBy', problem: `must be one of ${[...sort.allowed.keys()].join(', ')}` }
  const chosen = isLeftOut(direction) ? sort.defaultDirection : direction
  if (chosen !== 'asc' && chosen !== 'desc') return { argument: 'sortOrder', problem: 'must be asc or desc' }
  return ordersBy(sort, key)[chosen]
}

function isLeftOut(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function ordersBy(sort: SortProgram, key: string): { readonly asc: RowOrder; readonly desc: RowOrder } {
  let orders = known.get(sort)
  if (orders === undefined) {
    orders = new Map()
    known.set(sort, orders)
  }
  let both = orders.get(key)
  if (both === undefined) {
    both = { asc: orderBy(key, 'asc'), desc: orderBy(key, 'desc') }
    orders.set(key, both)
  }
  return both
}

function orderBy(key: string, direction: Direction): RowOrder {
  return { id: `${key} ${direction}`, rules: [{ key, direction }] }
}
