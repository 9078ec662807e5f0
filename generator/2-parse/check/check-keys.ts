import type { MapNode, Text } from '../../artifact/node.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { adviseName, findNearest, joinWords, pairNames, respell, suggest } from '../../diagnostic/suggest.js'
import type { Key, MappingShape } from '../../language/shape.js'
import type { Checking } from './checking.js'
import type { OtherCases } from './choose-case.js'
import { isNote } from './is-note.js'
import { isOfKind } from './is-of-kind.js'

/** Checks which keys a mapping has: none that is unknown or refused, and all that are required. */
export function checkKeys(checking: Checking, shape: MappingShape, node: MapNode, others: OtherCases | null): void {
  const absent = Object.keys(shape.keys).filter((name) => !node.entries.some(({ key }) => key.text === name))
  const missing = requiredKeys(shape).filter((name) => absent.includes(name))
  const pairs = pairKeys(shape, node, { absent, missing, others })
  for (const entry of node.entries) {
    const key = keyOf(shape, entry.key.text)
    if (key?.need === 'refused')
      checking.add(diagnostic(key.code, entry.key.at, { problem: key.problem }, checking.extras(null, entry.key.text)))
    else if (key === undefined && shape.rest === undefined && !isNote(entry.key.text)) {
      refuseKey(checking, entry.key, { shape, absent, others, meant: pairs.get(entry.key.text) ?? null })
    }
  }
  if (checking.isDamaged(node)) return
  const meant = [...pairs.values()]
  for (const name of missing) {
    if (!meant.includes(name))
      checking.problem(checking.dialect.invalid, node.at, `${shape.name} needs the key "${name}"`)
  }
}

interface Lacking {
  /** The keys that the mapping does not have: one that it has is hardly what was meant. */
  readonly absent: readonly string[]
  /** Those of them that it must have. */
  readonly missing: readonly string[]
}

/** The keys that stand there under another name. */
function pairKeys(
  shape: MappingShape,
  { entries }: MapNode,
  { absent, missing, others }: Lacking & Pick<Surroundings, 'others'>,
): ReadonlyMap<string, string> {
  if (shape.rest !== undefined || missing.length === 0) return new Map()
  const unknown = entries.filter(({ key }) => keyOf(shape, key.text) === undefined && !isNote(key.text))
  // What is near a key that need not be there is meant to be that one.
  const near = unknown.map(({ key }) => ({ key: key.text, meant: findNearest(key.text, absent) }))
  const free = near.filter(({ meant }) => meant === null || missing.includes(meant)).map(({ key }) => key)
  return pairNames(free, missing, (written, meant) => {
    const value = unknown.find(({ key }) => key.text === written)?.value
    const key = keyOf(shape, meant)
    if (others?.mappings.some(({ keys }) => Object.hasOwn(keys, written)) === true) return false
    return value !== undefined && key !== undefined && 'shape' in key && isOfKind(value, key.shape)
  })
}

const requiredOf = new WeakMap<MappingShape, readonly string[]>()

function requiredKeys(shape: MappingShape): readonly string[] {
  const known = requiredOf.get(shape)
  if (known !== undefined) return known
  const names = Object.keys(shape.keys).filter((name) => shape.keys[name]?.need === 'required')
  requiredOf.set(shape, names)
  return names
}

function keyOf(shape: MappingShape, name: string): Key | undefined {
  return Object.hasOwn(shape.keys, name) ? shape.keys[name] : undefined
}

interface Surroundings extends Pick<Lacking, 'absent'> {
  readonly shape: MappingShape
  /** The missing key that it stands for. */
  readonly meant: string | null
  readonly others: OtherCases | null
}

function refuseKey(checking: Checking, key: Text, { shape, absent, others, meant }: Surroundings): void {
  const { dialect } = checking
  const names = Object.keys(shape.keys)
  const compiled = names.filter((name) => ['required', 'optional'].includes(shape.keys[name]?.need ?? ''))
  const near = findNearest(key.text, absent)
  const hint = near === null ? suggest(key.text, compiled) : suggest(key.text, absent)
  const free = compiled.filter((name) => absent.includes(name))
  const advice = near === null && meant !== null ? adviseName(key, meant) : { hint, fixes: respell(key, free) }
  if (shape.unknownKeyIs !== undefined) {
    const values = { what: `${shape.unknownKeyIs} "${key.text}"` }
    checking.add(diagnostic('spec_section_unsupported_error', key.at, values, checking.extras(advice, key.text)))
    return
  }
  const owners = (others?.mappings ?? []).filter((other) => Object.hasOwn(other.keys, key.text)).map(({ name }) => name)
  if (owners.length > 0 && others?.keyIs === 'invalid') {
    const problem = `"${key.text}" is a key of ${joinWords(owners)}, and this is ${shape.name}`
    checking.add(diagnostic(dialect.invalid, key.at, { problem }, checking.extras(null, key.text)))
    return
  }
  const owned = owners.length === 0 ? advice : `${joinWords(owners)} ${owners.length > 1 ? 'have' : 'has'} it`
  const values = { where: shape.name, key: key.text }
  checking.add(diagnostic(dialect.unknownKey, key.at, values, checking.extras(owned, key.text)))
}
