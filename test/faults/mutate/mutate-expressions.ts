import type { Base } from '../harness/base.js'
import { type Mutant, replaced, withTail } from './mutant.js'
import { type Place, placesOf, specFilesOf } from './places.js'

/** Operators whose names are nothing else in a spec. */
const operators: ReadonlySet<string> = new Set(
  '== != > < >= <= + - * / ! !! !contains and or cat coalesce exists contains to_lower to_upper trim var'.split(' '),
)

/** Misspells operators, and gives them more or fewer arguments than they take. */
export function mutateOperators(base: Base): readonly Mutant[] {
  return specFilesOf(base).flatMap((file) =>
    placesOf(base, file).flatMap(({ path, key, node, parent, isShared }) => {
      if (key === null || parent?.kind !== 'map' || parent.entries.length !== 1 || isShared) return []
      if (!operators.has(key.text)) return []
      const text = base.texts.get(file) ?? ''
      const code = 'unsupported_expression_error'
      const name = { file, path, operator: 'misspell-operator', code }
      const quote = /^["']/.exec(text.slice(key.at.start, key.at.end))?.[0] ?? ''
      const misspelt = replaced(base, name, { ...key.at, by: `${quote}${key.text}q${quote}` })
      const empty = replaced(base, { ...name, operator: 'no-arguments' }, { ...node.at, by: '[]' })
      const many = replaced(base, { ...name, operator: 'too-many-arguments' }, { ...node.at, by: '[ 1, 2, 3 ]' })
      return [
        misspelt,
        ...(key.text === 'cat' || node.kind !== 'list' ? [] : [empty]),
        ...(/^(?:==|!=|[<>]=?|!contains|contains|exists|!!?|trim|to_lower|to_upper|-|\/)$/.test(key.text) &&
        node.kind === 'list'
          ? [many]
          : []),
      ]
    }),
  )
}

/** Where nothing is known of what a path leads to, nothing can be wrong with it. */
const untyped = /^principal\.claims|\.claims\.|^output\.tree/

/** Lets paths lead nowhere: at their root, and at their end. */
export function mutatePaths(base: Base): readonly Mutant[] {
  return specFilesOf(base).flatMap((file) =>
    placesOf(base, file).flatMap((place) => {
      const path = pathOf(place)
      if (path === null || place.isShared || untyped.test(path) || /\/migrate\//.test(place.path)) return []
      const text = base.texts.get(file) ?? ''
      const code = place.path.startsWith('views/') ? 'view_expression_reference_error' : 'expression_reference_error'
      const atRoot = withTail(text, place, '').replace(/(\w+)/, '$1Zz')
      const spec = { file, path: `${place.path} (${path})`, code }
      const root = replaced(base, { ...spec, operator: 'dangle-root' }, { ...place.node.at, by: atRoot })
      const isDeep = path.includes('.') && !/\.\d+$|\.length$/.test(path)
      const end = replaced(
        base,
        { ...spec, operator: 'dangle-end' },
        { ...place.node.at, by: withTail(text, place, 'Zz') },
      )
      return isDeep ? [root, end] : [root]
    }),
  )
}

function pathOf({ node, path }: Place): string | null {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return null
  return /\/var(?:\/0)?$/.test(path) ? node.value : null
}
