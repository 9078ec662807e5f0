// The files of a spec become one document: mappings of names and lists are put together, in the order of the files, and
// what a spec has once is given by one of them. What has a wrong shape is left as it is, for the check of shapes to tell.
import { type ListNode, type MapEntry, type MapNode, type Node, nowhere } from '../../artifact/node.js'
import type { Span } from '../../artifact/span.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import type { MappingShape, MapShape, Shape } from '../../language/shape.js'
import { isNote } from '../check/is-note.js'
import type { SpecFile } from './gather-files.js'
import { includeKey } from './includes-of.js'

export interface MergedDocument {
  readonly root: MapNode
  /** Values that could not be kept as they were written. Nothing that is wrong with them is another mistake. */
  readonly damaged: ReadonlySet<Node>
  readonly found: readonly Diagnostic[]
}

/** Puts the files of a spec together, without what they include. The root file is the first of them. */
export function mergeFiles(shape: MappingShape, files: readonly SpecFile[]): MergedDocument {
  const roots = files.flatMap(({ root }) => (root === null ? [] : [withoutInclude(root)]))
  const merging = new Merging(files)
  const root = merging.mappings(shape, roots, [])
  return { root, damaged: merging.damaged, found: merging.found }
}

function withoutInclude(root: MapNode): MapNode {
  return { ...root, entries: root.entries.filter(({ key }) => key.text !== includeKey) }
}

class Merging {
  readonly damaged: Set<Node>
  readonly found: Diagnostic[] = []
  /** Whether some file could not be read: then anything that seems to be missing may be in it. */
  readonly #isIncomplete: boolean

  constructor(files: readonly SpecFile[]) {
    this.damaged = new Set(files.flatMap(({ damaged }) => [...damaged]))
    this.#isIncomplete = files.some(({ root, damaged }) => root === null || damaged.has(root))
  }

  mappings(shape: MappingShape, nodes: readonly MapNode[], path: readonly string[]): MapNode {
    const entries = byKey(nodes).flatMap((same) => {
      const name = same[0].key.text
      return this.#values(keyShape(shape, name), same, [...path, name])
    })
    return this.#made({ kind: 'map', at: placeOf(nodes), entries }, nodes)
  }

  /** The values of one key. Several entries stay where a rule of shapes has yet to refuse some of them. */
  #values(shape: Shape | null, entries: SameKey, path: readonly string[]): readonly MapEntry[] {
    const [first, ...others] = entries
    if (shape?.kind === 'mapping' && shape.isWhole !== true)
      return this.#joined(entries, 'map', (nodes) => this.mappings(shape, nodes, path))
    if (others.length === 0) return entries
    switch (shape?.kind) {
      case undefined:
        return isNote(first.key.text) ? [{ key: first.key, value: allOf(entries) }] : entries
      case 'map':
        return this.#joined(entries, 'map', (nodes) => this.#maps(shape, nodes, path))
      case 'list':
        return this.#joined(entries, 'list', (nodes) => this.#lists(nodes))
      default:
        for (const other of others) this.#reportSecond(first, other, path)
        return [first]
    }
  }

  /** Puts the values of the right kind together; the others stay as they are. */
  #joined<Kind extends 'map' | 'list'>(
    entries: readonly MapEntry[],
    kind: Kind,
    join: (nodes: readonly (Node & { readonly kind: Kind })[]) => Node,
  ): readonly MapEntry[] {
    const isRight = (node: Node): node is Node & { readonly kind: Kind } => node.kind === kind
    const [first] = entries.filter(({ value }) => isRight(value))
    const wrong = entries.filter(({ value }) => !isRight(value))
    if (first === undefined) return wrong
    return [{ key: first.key, value: join(entries.map(({ value }) => value).filter(isRight)) }, ...wrong]
  }

  #maps(shape: MapShape, nodes: readonly MapNode[], path: readonly string[]): MapNode {
    const entries = byKey(nodes).flatMap((same) => {
      const [first, ...others] = same
      for (const { key } of others) {
        const related = [{ note: 'first declared here', at: first.key.at }]
        const extras = { path: [...path, key.text].join('.'), related }
        this.found.push(diagnostic('spec_duplicate_id_error', key.at, { kind: shape.one, id: key.text }, extras))
      }
      return [first]
    })
    return this.#made({ kind: 'map', at: placeOf(nodes), entries }, nodes)
  }

  #lists(nodes: readonly ListNode[]): ListNode {
    return { kind: 'list', at: placeOf(nodes), items: nodes.flatMap(({ items }) => items) }
  }

  #made(node: MapNode, from: readonly MapNode[]): MapNode {
    if (this.#isIncomplete || from.some((each) => this.damaged.has(each))) this.damaged.add(node)
    return node
  }

  #reportSecond(first: MapEntry, { key }: MapEntry, path: readonly string[]): void {
    const problem = `"${key.text}" is given in two files, and a spec has one`
    const related = [{ note: 'first given here', at: first.key.at }]
    this.found.push(diagnostic('spec_contract_conflict_error', key.at, { problem }, { path: path.join('.'), related }))
  }
}

/** Entries of several mappings under one key. */
type SameKey = readonly [MapEntry, ...MapEntry[]]

/** The entries of mappings by key, in the order in which each key is met first. */
function byKey(nodes: readonly MapNode[]): readonly SameKey[] {
  const found = new Map<string, [MapEntry, ...MapEntry[]]>()
  for (const { entries } of nodes)
    for (const entry of entries) {
      const same = found.get(entry.key.text)
      if (same === undefined) found.set(entry.key.text, [entry])
      else same.push(entry)
    }
  return [...found.values()]
}

/** What was put together from several files begins in the first of them. */
function placeOf([first]: readonly Node[]): Span {
  return first?.at ?? nowhere('')
}

function keyShape(shape: MappingShape, name: string): Shape | null {
  const key = Object.hasOwn(shape.keys, name) ? shape.keys[name] : undefined
  return key !== undefined && 'shape' in key ? key.shape : null
}

/** The notes that several files have under one key: all of them, so that none is lost to the hash. */
function allOf(entries: readonly MapEntry[]): Node {
  const values = entries.map(({ value }) => value)
  return { kind: 'list', at: placeOf(values), items: values }
}
