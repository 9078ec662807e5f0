import type { SortKeyModel, SortModel } from '../../artifact/app-model.js'
import type { SortSyntax } from '../../artifact/documents.js'
import type { Text } from '../../artifact/node.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { followReference, type NamedField, type Place, type RowFields } from './check-fields.js'
import { columnOf, type FieldSource } from './row-sources.js'

/** What a sort may refer to. */
export interface SortSurroundings extends RowFields {
  readonly fields: readonly NamedField[]
}

export interface CheckedSort {
  readonly sort: SortModel
  readonly sortKeys: readonly SortKeyModel[]
}

type Chosen = SortSyntax & { readonly kind: 'chosen' }

/** Checks how rows are sorted: every field must be one of the rows', and a caller's choice must mean one thing. */
export function checkSort(sort: SortSyntax, around: SortSurroundings, place: Place): CheckedSort {
  const keys = new SortKeys(around)
  if (sort.kind === 'chosen') return { sort: checkChosen(sort, keys, place), sortKeys: keys.list() }
  const rules = sort.rules.map(({ field, direction }, index) => ({
    key: keys.add(field, { ...place, path: `${place.path}.${index}.field` }) ?? '',
    direction,
  }))
  return { sort: { kind: 'fixed', rules }, sortKeys: keys.list() }
}

/** The distinct fields that rows are sorted by, each under the text that named it first. */
class SortKeys {
  private readonly around: SortSurroundings
  private readonly byPath = new Map<string, { readonly id: string; readonly source: FieldSource }>()

  constructor(around: SortSurroundings) {
    this.around = around
  }

  /** The id of the key that a text names; null where it names none, which is reported. */
  add(text: Text, place: Place): string | null {
    const reference = { path: text, segments: text.text.split('.') }
    const source = followReference(reference, this.around, place)
    if (source === null) return null
    const path = source.segments.join('.')
    const known = this.byPath.get(path) ?? { id: text.text, source }
    this.byPath.set(path, known)
    return known.id
  }

  /** The output names of the field behind a key. */
  namesOf(id: string): readonly string[] {
    const path = [...this.byPath].find(([, key]) => key.id === id)?.[0]
    return this.around.fields.flatMap(({ name, source }) => (source?.segments.join('.') === path ? [name.text] : []))
  }

  list(): readonly SortKeyModel[] {
    const keys = [...this.byPath.values()].map(({ id, source }) => ({
      id,
      value: source.value,
      column: columnOf(source, this.around.sources),
    }))
    return keys.sort((left, right) => (left.id < right.id ? -1 : 1))
  }
}

function checkChosen(sort: Chosen, keys: SortKeys, place: Place): SortModel {
  const meanings = new Map<string, string>()
  for (const [index, entry] of (sort.allowed ?? [sort.defaultBy]).entries()) {
    const path = sort.allowed === null ? `${place.path}.default_by` : `${place.path}.allowed.${index}`
    const key = keys.add(entry, { ...place, path })
    if (key === null) continue
    for (const value of [entry.text, ...keys.namesOf(key)]) {
      const other: string = meanings.get(value) ?? key
      meanings.set(value, other)
      if (other === key) continue
      const problem = `the sort value "${value}" would mean both "${other}" and "${entry.text}"`
      place.found.push(diagnostic('projection_plan_invalid_error', entry.at, { problem }, { path }))
    }
  }
  const defaultKey =
    sort.allowed === null
      ? (meanings.get(sort.defaultBy.text) ?? '')
      : (keys.add(sort.defaultBy, { ...place, path: `${place.path}.default_by` }) ?? '')
  return {
    kind: 'chosen',
    byArgument: sort.byArg?.text ?? null,
    orderArgument: sort.orderArg?.text ?? null,
    allowed: [...meanings].map(([value, key]) => ({ value, key })).sort((a, b) => (a.value < b.value ? -1 : 1)),
    defaultKey,
    defaultDirection: sort.defaultOrder,
  }
}
