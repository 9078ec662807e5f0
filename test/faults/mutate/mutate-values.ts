import type { Base } from '../harness/base.js'
import type { Finding } from '../harness/check-texts.js'
import { lineAt, splice } from './edit.js'
import { type Mutant, mutant, replaced, withTail } from './mutant.js'
import { type Place, placesOf, specFilesOf } from './places.js'
import { keyReferences, manifestWords, matcherOf, type ReferencePlace, references, words } from './rules.js'

/** Lets every reference name something that is not there. */
export function mutateReferences(base: Base): readonly Mutant[] {
  return specFilesOf(base).flatMap((file) =>
    placesOf(base, file).flatMap((place) => {
      const rule = referenceAt(place)
      if (rule === undefined || place.isShared) return []
      const text = base.texts.get(file) ?? ''
      const by = rule.kind === 'field' ? dangleField(text, place) : withTail(text, place, 'Zz')
      const spec = { file, path: place.path, operator: `dangle-${rule.kind}`, code: rule.code }
      return [replaced(base, spec, { ...place.node.at, by })]
    }),
  )
}

/** Lets keys that are references name something that is not there. */
export function mutateKeyReferences(base: Base): readonly Mutant[] {
  return specFilesOf(base).flatMap((file) =>
    placesOf(base, file).flatMap(({ path, key, isShared }) => {
      const rule = keyReferences.find(({ at }) => at.test(path))
      if (rule === undefined || key === null || isShared) return []
      const by = withTail(base.texts.get(file) ?? '', { node: { at: key.at } }, 'Zz')
      return [replaced(base, { file, path, operator: `dangle-key-${rule.kind}`, code: rule.code }, { ...key.at, by })]
    }),
  )
}

/** What is looked up stands before `as`. */
function dangleField(text: string, place: Place): string {
  const { start, end } = place.node.at
  return text.slice(start, end).replace(/^(["']?[\w.]+)/, '$1Zz')
}

function referenceAt({ node, path }: Place): ReferencePlace | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return undefined
  return references.find(({ at }) => at.test(path))
}

/** What can be renamed where it is declared, with how it is then missed. */
const declarations: readonly { readonly kind: readonly string[]; readonly at: RegExp }[] = [
  { kind: ['collection'], at: matcherOf('domain/collections/*') },
  { kind: ['signal'], at: matcherOf('domain/signals/custom/*') },
  { kind: ['callable', 'port'], at: matcherOf('domain/capabilities/*') },
  { kind: ['callable', 'action'], at: matcherOf('domain/actions/*') },
  { kind: ['flow'], at: matcherOf('domain/flows/*') },
  { kind: ['projection'], at: matcherOf('domain/projections/*') },
  { kind: ['role'], at: matcherOf('access/roles/*') },
  { kind: ['persona'], at: matcherOf('personas/*') },
]

/** Renames what is declared, and leaves the references to it: each of them is told, and nothing else. */
export function mutateDeclarations(base: Base): readonly Mutant[] {
  return specFilesOf(base).flatMap((file) =>
    placesOf(base, file).flatMap(({ path, key }) => {
      const declared = declarations.find(({ at }) => at.test(path))
      if (declared === undefined || key === null) return []
      const users = specFilesOf(base).flatMap((other) =>
        placesOf(base, other).filter((place) => {
          const rule = referenceAt(place)
          return rule !== undefined && declared.kind.includes(rule.kind) && writtenAt(place) === key.text
        }),
      )
      // What several files say is held by the tables made by hand.
      if (users.length === 0 || users.some((user) => user.file !== file)) return []
      const text = splice(base.texts.get(file) ?? '', key.at.start, key.at.end, `${key.text}Zz`)
      const shift = (at: number): number => (at > key.at.start ? at + 2 : at)
      const wanted = users.map((user) => ({ code: referenceAt(user)?.code ?? '', at: shift(user.node.at.start) }))
      const made = mutant(base, file, `rename-declared ${path}`, text, wanted)
      const inKeys = specFilesOf(base).flatMap((other) =>
        placesOf(base, other).flatMap(({ path: where, key: user }) => {
          const rule = keyReferences.find(({ at, kind }) => at.test(where) && declared.kind.includes(kind))
          // A handler of a signal that is listed is told with the list.
          if (rule === undefined || rule.kind === 'signal' || user?.text !== key.text) return []
          return [`${rule.code} ${other}:${lineAt(base.texts.get(other) ?? '', user.at.start)}`]
        }),
      )
      const inManifest = declared.kind.includes('port') ? missedInManifest(base, key.text) : []
      return [{ ...made, wanted: [...made.wanted, ...inKeys, ...inManifest].sort() }]
    }),
  )
}

/** Modules and bindings name ports, too. */
function missedInManifest(base: Base, port: string): readonly Finding[] {
  const text = base.texts.get('modules.yaml') ?? ''
  return placesOf(base, 'modules.yaml').flatMap(({ path, node, key }) => {
    const isProvided = /^modules\/\d+\/provides\/\d+$/.test(path) && node.kind === 'scalar'
    if (isProvided && `${node.value}`.startsWith(`${port}@`))
      return [`port_unknown_error modules.yaml:${lineAt(text, node.at.start)}`]
    const isBound = path.startsWith('bindings/') && key?.text.startsWith(`${port}@`) === true
    return isBound ? [`binding_unknown_port_error modules.yaml:${lineAt(text, key.at.start)}`] : []
  })
}

/** Lists whose entries have ids, and how two of one id are told. */
const lists: readonly { readonly at: RegExp; readonly code: string }[] = [
  { at: matcherOf('(?:queries|mutations|routes|views/(?:nodes|screens))/#/id'), code: 'spec_duplicate_id_error' },
  { at: matcherOf('modules/#/id'), code: 'module_duplicate_id_error' },
]

/** Gives each entry of a list the id of another: that two have it is told, and not that one of them is missed. */
export function mutateIds(base: Base): readonly Mutant[] {
  return [...base.texts.keys()].flatMap((file) => {
    if (!file.endsWith('.yaml')) return []
    const ids = placesOf(base, file).filter(
      ({ path, node }) => node.kind === 'scalar' && lists.some(({ at }) => at.test(path)),
    )
    return ids.flatMap((place, index) => {
      const list = place.path.replace(/\/\d+\/id$/, '/')
      const other = ids.find((one, at) => at !== index && one.path.startsWith(list))
      const rule = lists.find(({ at }) => at.test(place.path))
      if (other === undefined || rule === undefined || place.isShared) return []
      const text = base.texts.get(file) ?? ''
      const changed = splice(text, place.node.at.start, place.node.at.end, `${writtenAt(other)}`)
      // The later of the two, which moves with what is written before it.
      const isFirst = place.node.at.start < other.node.at.start
      const at = isFirst ? other.node.at.start + changed.length - text.length : place.node.at.start
      return [mutant(base, file, `give the id of another to ${place.path}`, changed, [{ code: rule.code, at }])]
    })
  })
}

function writtenAt({ node }: Place): unknown {
  return node.kind === 'scalar' ? node.value : undefined
}

/** Writes another word, or something of another form, where a few are known. */
export function mutateWords(base: Base): readonly Mutant[] {
  return [...base.texts.keys()]
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) =>
      placesOf(base, file).flatMap((place) => {
        const rules = file === 'modules.yaml' ? manifestWords : words
        const rule = rules.find(({ at }) => at.test(place.path))
        if (rule === undefined || place.node.kind !== 'scalar' || place.isShared) return []
        const spec = { file, path: place.path, code: rule.code }
        return ['zebra', ...(place.path.endsWith('priorityBias') ? [] : ['-3']), '[]', '{ a: 1 }', 'null'].map((by) =>
          replaced(base, { ...spec, operator: `write ${by} at` }, { ...place.node.at, by }),
        )
      }),
    )
}

const typeWord = /^(?:text|id|int|number|bool|timestamp)!?$/
const typePlace = matcherOf(
  '(?:domain/(?:collections|capabilities|actions|flows)/*|domain/signals/custom/*|session|queries/#|mutations/#|routes/#)/TYPES/.+',
)

/** Writes words that are no types where types stand. */
export function mutateTypes(base: Base): readonly Mutant[] {
  return specFilesOf(base).flatMap((file) =>
    placesOf(base, file).flatMap((place) => {
      const value = writtenAt(place)
      if (typeof value !== 'string' || !typeWord.test(value) || !typePlace.test(place.path) || place.isShared) return []
      return ['string', 'text?', 'Text', 'int !'].map((by) => {
        const spec = { file, path: place.path, operator: `type "${by}" at`, code: 'unsupported_scalar_type' }
        return replaced(base, spec, { ...place.node.at, by })
      })
    }),
  )
}
