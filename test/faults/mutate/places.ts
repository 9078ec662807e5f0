import { readYaml } from '../../../generator/2-parse/yaml/read-yaml.js'
import type { MapEntry, Node, Text } from '../../../generator/artifact/node.js'
import type { Base } from '../harness/base.js'

/** A value of a YAML document, with where it is. */
export interface Place {
  readonly file: string
  /** Keys and indexes joined with slashes, because ids hold dots: `domain/actions/books.add/do/0/call`. */
  readonly path: string
  readonly node: Node
  /** Null for an entry of a list and for the root. */
  readonly key: Text | null
  /** Null for the root. */
  readonly parent: Node | null
  /** Whether the value, or what it stands in, is repeated elsewhere by an alias. */
  readonly isShared: boolean
}

const known = new Map<string, readonly Place[]>()

/** Every value of one file of a base, outer ones first. */
export function placesOf(base: Base, file: string): readonly Place[] {
  const name = `${base.name} ${file}`
  const earlier = known.get(name)
  if (earlier !== undefined) return earlier
  const text = base.texts.get(file) ?? ''
  const { root } = readYaml({ path: file, text }, 'authoring_parse_error')
  const places: Place[] = []
  if (root !== null) walk({ file, path: '', node: root, key: null, parent: null, isShared: false }, text, places)
  known.set(name, places)
  return places
}

/** The YAML files of a base that make up its spec. */
export function specFilesOf({ texts }: Base): readonly string[] {
  return [...texts.keys()].filter((path) => path.endsWith('.yaml') && path !== 'modules.yaml')
}

function walk(place: Place, text: string, places: Place[]): void {
  const { node, path, isShared } = place
  places.push(place)
  const below = (step: string | number, child: Node, key: Text | null): void => {
    const mark = text.slice(Math.max(0, child.at.start - 40), child.at.start + 1)
    const shared = isShared || /\*$/.test(mark) || /&\w+\s*\n?\s*.$/s.test(mark)
    const inner = path === '' ? `${step}` : `${path}/${step}`
    walk({ ...place, path: inner, node: child, key, parent: node, isShared: shared }, text, places)
  }
  if (node.kind === 'list') for (const [index, item] of node.items.entries()) below(index, item, null)
  if (node.kind === 'map') for (const { key, value } of node.entries) below(key.text, value, key)
}

/** The entry of a mapping under a key. */
export function entryOf(node: Node | null, name: string): MapEntry | undefined {
  return node?.kind === 'map' ? node.entries.find(({ key }) => key.text === name) : undefined
}
