import type { Subject } from './difference.js'

/** What both sides have, and what only one has, in code-unit order of id. */
export interface Pairs<One> {
  readonly gone: readonly One[]
  readonly fresh: readonly One[]
  readonly kept: readonly (readonly [before: One, after: One])[]
}

/** Pairs the declarations of both sides that have one id. */
export function pairById<One>(before: readonly One[], after: readonly One[], idOf: (one: One) => string): Pairs<One> {
  const old = new Map(before.map((one) => [idOf(one), one]))
  const now = new Map(after.map((one) => [idOf(one), one]))
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort()
  const both = ids.map((id) => [old.get(id), now.get(id)] as const)
  return {
    gone: both.flatMap(([was, is]) => (was !== undefined && is === undefined ? [was] : [])),
    fresh: both.flatMap(([was, is]) => (was === undefined && is !== undefined ? [is] : [])),
    kept: both.flatMap(([was, is]) => (was === undefined || is === undefined ? [] : [[was, is] as const])),
  }
}

interface Declared {
  readonly id: string
  readonly origin: string | null
}

/** The same for what has an id of its own. */
export function pairDeclared<One extends Declared>(before: readonly One[], after: readonly One[]): Pairs<One> {
  return pairById(before, after, ({ id }) => id)
}

/** `query "list_board"`, with its place on either side; null for a side that has it not. */
export function subjectOf(kind: string, before: Declared | null, after: Declared | null): Subject {
  const id = (after ?? before)?.id ?? ''
  return { name: `${kind} "${id}"`, before: before?.origin ?? null, after: after?.origin ?? null }
}
