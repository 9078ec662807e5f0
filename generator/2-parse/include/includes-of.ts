import type { MapEntry, MapNode } from '../../artifact/node.js'
import { isOfForm } from '../check/check-text.js'
import { type IncludePattern, readPattern } from './include-pattern.js'

/** The key of a file that names further ones. */
export const includeKey = 'include'

/** Where a file names further ones; null where it names none. */
export function includeEntryOf({ entries }: MapNode): MapEntry | null {
  return entries.find(({ key }) => key.text === includeKey) ?? null
}

/** What a file includes, as far as what is written there can name a file. */
export function includesOf(root: MapNode): readonly IncludePattern[] {
  const list = includeEntryOf(root)?.value
  const items = list?.kind === 'list' ? list.items : []
  return items.flatMap((item, index) => {
    const text = item.kind === 'scalar' ? item.value : null
    return typeof text === 'string' && isOfForm(text, 'include') ? [readPattern({ text, at: item.at }, index)] : []
  })
}
