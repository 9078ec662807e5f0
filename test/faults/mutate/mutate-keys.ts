import type { MapNode } from '../../../generator/artifact/node.js'
import type { Base } from '../harness/base.js'
import { splice, withoutEntry } from './edit.js'
import { type Mutant, mutant } from './mutant.js'
import { entryOf, type Place, placesOf, specFilesOf } from './places.js'
import { chosenKeys, type FixedKeys, manifestKeys, specKeys } from './rules.js'

/** Misspells every key of the language, and takes every required key away. */
export function mutateKeys(base: Base): readonly Mutant[] {
  const files = [...specFilesOf(base), ...(base.texts.has('modules.yaml') ? ['modules.yaml'] : [])]
  return files.flatMap((file) =>
    placesOf(base, file).flatMap((place) => {
      const rule = ruleOf(place)
      if (rule === null || place.node.kind !== 'map' || place.isShared) return []
      return [...misspell(base, place, place.node, rule), ...drop(base, place, place.node, rule)]
    }),
  )
}

function ruleOf({ file, path, node }: Place): FixedKeys | null {
  if (node.kind !== 'map') return null
  if (file === 'modules.yaml') return manifestKeys.find(({ at }) => at.test(path)) ?? null
  const has = (name: string): boolean => entryOf(node, name) !== undefined
  const strategy = entryOf(node, 'strategy')?.value
  const chosen: readonly (readonly [FixedKeys, boolean])[] = [
    [chosenKeys.timeline, has('signals')],
    [chosenKeys.aggregate, has('metrics')],
    [chosenKeys.join, has('join') && strategy !== undefined],
    [chosenKeys.collection, strategy !== undefined],
    [chosenKeys.localCapability, has('return')],
    [chosenKeys.port, true],
    [chosenKeys.call, has('call')],
    [chosenKeys.compute, has('expr')],
    [chosenKeys.branch, has('if')],
    [chosenKeys.run, has('run')],
  ]
  const found = chosen.find(([rule, holds]) => holds && rule.at.test(path))
  return found?.[0] ?? specKeys.find(({ at }) => at.test(path)) ?? null
}

const marks: readonly string[] = ['call', 'expr', 'if', 'run', 'set']

function misspell(base: Base, { file, path }: Place, map: MapNode, rule: FixedKeys): readonly Mutant[] {
  return map.entries.flatMap(({ key }) => {
    // With `x-` before it, a key is a note, whatever follows.
    if (!rule.keys.includes(key.text) || key.text === 'x-dispatch') return []
    const written = `${key.text.slice(0, -1)}q`
    const text = splice(base.texts.get(file) ?? '', key.at.start, key.at.end, written)
    const isMark = marks.includes(key.text) && /\/(?:do|steps|then|else)\/\d+$/.test(path) && /^domain/.test(path)
    // Without its mark a step is none of the kinds that there are.
    const wanted = isMark
      ? { code: 'domain_runtime_ir_invalid_error', at: map.at.start }
      : { code: rule.unknown, at: key.at.start }
    return [mutant(base, file, `misspell-key ${path}/${key.text}`, text, [wanted])]
  })
}

function drop(base: Base, { file, path }: Place, map: MapNode, rule: FixedKeys): readonly Mutant[] {
  return map.entries.flatMap((entry) => {
    const taken = (base.texts.get(file) ?? '').slice(entry.key.at.end, entry.value.at.end)
    // What an anchor held is missed elsewhere, and what another file has is not missed.
    if (!rule.required.includes(entry.key.text) || /(?<!\w)&\w/.test(taken) || isSplit(base, path)) return []
    // Without what it computes, a local capability is a port.
    if (entry.key.text === 'return' && entryOf(map, 'do') === undefined) return []
    const { text, start } = withoutEntry(base.texts.get(file) ?? '', map, entry)
    const name = `drop-key ${path}/${entry.key.text}`
    return [mutant(base, file, name, text, [{ code: rule.missing, at: start }])]
  })
}

/** Whether several files give a part of a mapping. */
function isSplit({ name }: Base, path: string): boolean {
  return name === 'split' && path === 'access'
}

/** Writes every scalar entry of a mapping twice. */
export function mutateDuplicates(base: Base): readonly Mutant[] {
  return [...base.texts.keys()]
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) =>
      placesOf(base, file).flatMap(({ path, node, isShared }) => {
        const text = base.texts.get(file) ?? ''
        const [entry] = node.kind === 'map' ? node.entries.filter(({ value }) => value.kind === 'scalar') : []
        if (entry === undefined || isShared || text[node.at.start] !== '{') return []
        const copy = `${text.slice(entry.key.at.start, entry.value.at.end)}, `
        const code = file === 'modules.yaml' ? 'manifest_parse_error' : 'authoring_parse_error'
        const at = entry.key.at.start
        const doubled = splice(text, at, at, copy)
        const wanted = [{ code, at: at + copy.length }]
        return [mutant(base, file, `duplicate-key ${path}/${entry.key.text}`, doubled, wanted)]
      }),
    )
}

/** Puts a value of the wrong shape under every key of the language that holds a mapping or a list. */
export function mutateShapes(base: Base): readonly Mutant[] {
  return [...base.texts.keys()]
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) =>
      placesOf(base, file).flatMap((place) => {
        const rule = ruleOf(place)
        if (rule === null || place.node.kind !== 'map' || place.isShared) return []
        return place.node.entries.flatMap(({ key, value }) => {
          if (value.kind === 'scalar' || !rule.keys.includes(key.text) || anyShape.test(`${place.path}/${key.text}`))
            return []
          const code = codeOfShape(`${place.path}/${key.text}`, rule)
          const { start, end } = value.at
          const spec = { file, path: `${place.path}/${key.text}`, operator: 'wrong-shape', code }
          const text = base.texts.get(file) ?? ''
          if (/(?<!\w)&\w/.test(text.slice(key.at.end, end))) return []
          const isBlock = !/[[{]/.test(text[start] ?? '')
          // A block begins on a line of its own: what takes its place stands behind the colon.
          const from = isBlock ? text.indexOf(':', key.at.end) + 1 : start
          const changed = splice(text, from, isBlock ? text.slice(0, end).trimEnd().length : end, isBlock ? ' 7' : '7')
          return [mutant(base, file, `${spec.operator} ${spec.path}`, changed, [{ code, at: from }])]
        })
      }),
    )
}

/** Where an expression or a template stands, and so anything. */
const anyShape =
  /\/(?:rule|where|when|on|event_key|correlate_by|key|if|expr|return|as_of|label|value|pendingText|props)$|migrate\/\d+\/payload$|interactions\/[^/]+\/label$/

function codeOfShape(path: string, { unknown }: FixedKeys): string {
  if (unknown === 'manifest_unknown_key_error')
    return path.endsWith('/limits') ? 'guest_limits_invalid_error' : 'manifest_invalid_error'
  if (/\/invariants(?:\/(?:applies_to|structural))?$/.test(path)) return 'spec_invariant_invalid_error'
  if (/^scenarios\/[^/]+\/steps\/\d+\//.test(path)) return 'scenario_ir_invalid_error'
  return 'authoring_spec_invalid'
}
