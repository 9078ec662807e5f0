import type { MapNode, Text } from '../../artifact/node.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { findNearest, joinWords, respell, suggest } from '../../diagnostic/suggest.js'
import type { Key, MappingShape } from '../../language/shape.js'
import type { Checking } from './checking.js'
import type { OtherCases } from './choose-case.js'

/** Checks which keys a mapping has: none that is unknown or refused, and all that are required. */
export function checkKeys(checking: Checking, shape: MappingShape, node: MapNode, others: OtherCases | null): void {
  const unknown: string[] = []
  const absent = Object.keys(shape.keys).filter((name) => !node.entries.some(({ key }) => key.text === name))
  for (const entry of node.entries) {
    const key = keyOf(shape, entry.key.text)
    if (key?.need === 'refused')
      checking.add(diagnostic(key.code, entry.key.at, { problem: key.problem }, checking.extras(null, entry.key.text)))
    else if (key === undefined && shape.rest === undefined && !isNote(entry.key.text)) {
      unknown.push(entry.key.text)
      refuseKey(checking, entry.key, { shape, absent, others })
    }
  }
  if (checking.isDamaged(node)) return
  for (const name of requiredKeys(shape)) {
    if (node.entries.some((entry) => entry.key.text === name)) continue
    // A misspelt key is one mistake, not a key too many and another too few.
    if (unknown.some((written) => findNearest(written, absent) === name)) continue
    checking.problem(checking.dialect.invalid, node.at, `${shape.name} needs the key "${name}"`)
  }
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

/** A note of the author's own: it is kept, hashed, and means nothing. */
export function isNote(key: string): boolean {
  return key.startsWith('x-')
}

interface Surroundings {
  readonly shape: MappingShape
  /** The keys that the mapping does not have: one that it has is hardly what was meant. */
  readonly absent: readonly string[]
  readonly others: OtherCases | null
}

function refuseKey(checking: Checking, key: Text, { shape, absent, others }: Surroundings): void {
  const { dialect } = checking
  const names = Object.keys(shape.keys)
  const compiled = names.filter((name) => ['required', 'optional'].includes(shape.keys[name]?.need ?? ''))
  const hint = findNearest(key.text, absent) === null ? suggest(key.text, compiled) : suggest(key.text, absent)
  const advice = {
    hint,
    fixes: respell(
      key,
      compiled.filter((name) => absent.includes(name)),
    ),
  }
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
