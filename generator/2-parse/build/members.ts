// Values whose shape has been proved, taken apart. What the shapes promise and is not there is a bug of the grammar.
import type { Entry, MapEntry, Node, Text } from '../../artifact/node.js'
import type { Span } from '../../artifact/span.js'
import { bug } from '../../diagnostic/bug.js'

export function entriesOf(node: Node): readonly MapEntry[] {
  if (node.kind === 'map') return node.entries
  throw bug(`a mapping was promised at ${node.at.file}:${node.at.start}`)
}

export function itemsOf(node: Node): readonly Node[] {
  if (node.kind === 'list') return node.items
  throw bug(`a list was promised at ${node.at.file}:${node.at.start}`)
}

export function scalarOf(node: Node): null | boolean | number | string {
  if (node.kind === 'scalar') return node.value
  throw bug(`a scalar was promised at ${node.at.file}:${node.at.start}`)
}

export function textOf(node: Node): Text {
  const value = scalarOf(node)
  if (typeof value === 'string') return { text: value, at: node.at }
  throw bug(`text was promised at ${node.at.file}:${node.at.start}`)
}

export function numberOf(node: Node): number {
  const value = scalarOf(node)
  if (typeof value === 'number') return value
  throw bug(`a number was promised at ${node.at.file}:${node.at.start}`)
}

/** The value of a key that may be absent. */
export function find(node: Node, key: string): Node | null {
  for (const entry of entriesOf(node)) if (entry.key.text === key) return entry.value
  return null
}

/** The value of a key that is there. */
export function need(node: Node, key: string): Node {
  const value = find(node, key)
  if (value === null) throw bug(`the key "${key}" was promised at ${node.at.file}:${node.at.start}`)
  return value
}

/** Builds the value of a key that may be absent; null where it is. */
export function ifThere<Value>(node: Node, key: string, build: (value: Node) => Value): Value | null {
  const value = find(node, key)
  return value === null ? null : build(value)
}

/** Builds each entry of a list that may be absent. */
export function listAt<Value>(node: Node, key: string, build: (item: Node) => Value): readonly Value[] {
  const value = find(node, key)
  return value === null ? [] : itemsOf(value).map(build)
}

/** Builds each value of a mapping of names that may be absent. */
export function entriesAt<Value>(node: Node, key: string, build: (value: Node) => Value): readonly Entry<Value>[] {
  const value = find(node, key)
  return value === null ? [] : buildEntries(value, build)
}

export function buildEntries<Value>(node: Node, build: (value: Node) => Value): readonly Entry<Value>[] {
  return entriesOf(node).map(({ key, value }) => ({ name: key, value: build(value) }))
}

/** One of a few words; `otherwise` where the key is absent. */
export function wordAt<Word extends string>(node: Node, key: string, words: readonly Word[], otherwise: Word): Word {
  const value = find(node, key)
  if (value === null) return otherwise
  const word = words.find((known) => known === scalarOf(value))
  if (word === undefined) throw bug(`one of ${words.join(', ')} was promised at ${value.at.file}:${value.at.start}`)
  return word
}

/** The place of a part of a text: exact where the text stands as it is, else that of the whole. */
export function partOf({ text, at }: Text, start: number, length: number): Span {
  const quotes = (at.end - at.start - text.length) / 2
  if (quotes !== 0 && quotes !== 1) return at
  const from = at.start + quotes + start
  return { file: at.file, start: from, end: from + length }
}
