import type { MapNode, Text } from '../../artifact/node.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { rewording } from '../../diagnostic/fix.js'
import { type Advice, findNearest, joinWords, respell, suggest } from '../../diagnostic/suggest.js'
import type { Key, MappingShape } from '../../language/shape.js'
import type { Checking } from './checking.js'
import type { OtherCases } from './choose-case.js'

/** Checks which keys a mapping has: none that is unknown or refused, and all that are required. */
export function checkKeys(checking: Checking, shape: MappingShape, node: MapNode, others: OtherCases | null): void {
  const absent = Object.keys(shape.keys).filter((name) => !node.entries.some(({ key }) => key.text === name))
  const unknown = node.entries.filter(({ key }) => isUnknown(key.text, shape)).map(({ key }) => key)
  // A misspelt key is one mistake, not a key too many and another too few.
  const missing = checking.isDamaged(node)
    ? []
    : requiredKeys(shape)
        .filter((name) => absent.includes(name))
        .filter((name) => !unknown.some(({ text }) => findNearest(text, absent) === name))
  const renamed = findRenamed(unknown, missing, { shape, absent, others })
  for (const { key: written } of node.entries) {
    const key = keyOf(shape, written.text)
    if (key?.need === 'refused')
      checking.add(diagnostic(key.code, written.at, { problem: key.problem }, checking.extras(null, written.text)))
  }
  for (const key of unknown) refuseKey(checking, key, { shape, absent, others, renamed })
  if (renamed !== null) return
  for (const name of missing)
    checking.problem(checking.dialect.invalid, node.at, `${shape.name} needs the key "${name}"`)
}

function isUnknown(name: string, shape: MappingShape): boolean {
  return keyOf(shape, name) === undefined && shape.rest === undefined && !isNote(name)
}

/** One key too many where one is missing: the missing one by another name, as far as anybody can tell. */
function findRenamed(unknown: readonly Text[], missing: readonly string[], around: Surroundings): string | null {
  const [key] = unknown
  const [name] = missing
  if (key === undefined || name === undefined || unknown.length > 1 || missing.length > 1) return null
  return findNearest(key.text, around.absent) === null && ownersOf(key, around).length === 0 ? name : null
}

function ownersOf(key: Text, { others }: Surroundings): readonly string[] {
  return (others?.mappings ?? []).filter((other) => Object.hasOwn(other.keys, key.text)).map(({ name }) => name)
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

function refuseKey(checking: Checking, key: Text, around: Surroundings & { readonly renamed: string | null }): void {
  const { dialect } = checking
  const { shape, others } = around
  const advice = adviseOn(key, around)
  if (shape.unknownKeyIs !== undefined) {
    const values = { what: `${shape.unknownKeyIs} "${key.text}"` }
    checking.add(diagnostic('spec_section_unsupported_error', key.at, values, checking.extras(advice, key.text)))
    return
  }
  const owners = ownersOf(key, around)
  if (owners.length > 0 && others?.keyIs === 'invalid') {
    const problem = `"${key.text}" is a key of ${joinWords(owners)}, and this is ${shape.name}`
    checking.add(diagnostic(dialect.invalid, key.at, { problem }, checking.extras(null, key.text)))
    return
  }
  const owned = owners.length === 0 ? advice : `${joinWords(owners)} ${owners.length > 1 ? 'have' : 'has'} it`
  const values = { where: shape.name, key: key.text }
  checking.add(diagnostic(dialect.unknownKey, key.at, values, checking.extras(owned, key.text)))
}

function adviseOn(key: Text, { shape, absent, renamed }: Surroundings & { readonly renamed: string | null }): Advice {
  if (renamed !== null) {
    const hint = `${shape.name} needs the key "${renamed}", which is missing`
    return { hint, fixes: [rewording(key, renamed, false)] }
  }
  const names = Object.keys(shape.keys)
  const compiled = names.filter((name) => ['required', 'optional'].includes(shape.keys[name]?.need ?? ''))
  const hint = findNearest(key.text, absent) === null ? suggest(key.text, compiled) : suggest(key.text, absent)
  const fixes = respell(
    key,
    compiled.filter((name) => absent.includes(name)),
  )
  return { hint, fixes }
}
