import type { SettingForm } from '../../artifact/built-in-modules.js'
import type { MapEntry, Node } from '../../artifact/node.js'
import type { Span } from '../../artifact/span.js'

/** A place that an earlier entry of a list, or the setting beside it that stands for "/", has already. */
export interface RepeatedPlace {
  readonly text: string
  readonly at: Span
  readonly first: Span
}

/** Finds places that are said twice, however they are spelt; one that is only known when the app starts is like none. */
export function findRepeatedPlaces(
  form: SettingForm,
  value: Node,
  beside: readonly MapEntry[],
): readonly RepeatedPlace[] {
  if (typeof form !== 'object' || form.kind !== 'list' || value.kind !== 'list') return []
  const root = beside.find(({ key }) => key.text === form.root)
  const firstAt = new Map<string, Span>(root === undefined ? [] : [['', root.key.at]])
  return value.items.flatMap((item) => {
    const place = item.kind === 'map' ? item.entries.find(({ key }) => key.text === form.place)?.value : undefined
    if (place?.kind !== 'scalar' || typeof place.value !== 'string' || place.value.includes('${')) return []
    const plain = plainPlace(place.value)
    const first = firstAt.get(plain)
    if (first === undefined) firstAt.set(plain, place.at)
    return first === undefined ? [] : [{ text: place.value, at: place.at, first }]
  })
}

/** Without empty names and `.`, and with each `..` taken back. */
function plainPlace(path: string): string {
  const names: string[] = []
  for (const name of path.split('/')) {
    if (name === '..') names.pop()
    else if (name !== '' && name !== '.') names.push(name)
  }
  return names.join('/')
}
