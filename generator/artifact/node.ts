import type { Located, Span } from './span.js'

/** A YAML value with its places: YAML 1.2 core schema, aliases expanded, no tags, no merge keys, no duplicate keys. */
export type Node = ScalarNode | ListNode | MapNode

export interface ScalarNode extends Located {
  readonly kind: 'scalar'
  readonly value: null | boolean | number | string
}

export interface ListNode extends Located {
  readonly kind: 'list'
  readonly items: readonly Node[]
}

export interface MapNode extends Located {
  readonly kind: 'map'
  readonly entries: readonly MapEntry[]
}

export interface MapEntry {
  readonly key: Text
  readonly value: Node
}

/** A word of the author's with its place. */
export interface Text extends Located {
  readonly text: string
}

/** A thing named by a key of a mapping. */
export interface Entry<Value> {
  readonly name: Text
  readonly value: Value
}

/** The span of nothing: for facts that no text states. */
export const nowhere = (file: string): Span => ({ file, start: 0, end: 0 })
