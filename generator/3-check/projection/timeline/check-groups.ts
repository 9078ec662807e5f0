import type { PathModel, ProjectionFieldModel } from '../../../artifact/app-model.js'
import type { Text } from '../../../artifact/node.js'
import { diagnostic } from '../../../diagnostic/diagnostic.js'
import { type Advice, suggestName } from '../../../diagnostic/suggest.js'
import { resolvePath } from '../../expression/resolve-path.js'
import { typeOfShape } from '../../expression/scope.js'
import type { Place } from '../check-fields.js'
import { placeIn, type TimelineContext } from './timeline-scope.js'

/** A member that names the group of a record; `text` is the path as written. */
export interface GroupMember extends ProjectionFieldModel {
  readonly text: Text
}

/** Checks what names a group: members of the payload. Warns of signals whose records can be in none. */
export function checkGroups(context: TimelineContext): readonly GroupMember[] {
  const first = new Map<string, Text>()
  return (context.syntax.groupBy ?? []).flatMap((text, index) => {
    const place = placeIn(context, `group_by.${index}`)
    const value = followPayload(text, context, place)
    const name = text.text.split('.').at(-1) ?? text.text
    const earlier = first.get(name)
    first.set(name, earlier ?? text)
    if (earlier !== undefined) {
      const related = [{ note: 'first named here', at: earlier.at }]
      const problem = `two members of a row are called "${name}"`
      place.found.push(diagnostic('projection_plan_invalid_error', text.at, { problem }, { path: place.path, related }))
    }
    if (value === null) return []
    warnOfMissing(text, context, place)
    return [{ text, name, value }]
  })
}

/** The order of records: null for the time of emission. */
export function checkOrder(context: TimelineContext): PathModel | null {
  const { field } = context.syntax.orderBy
  if (field === null || field.text === 'emitted_at') return null
  const other = '"emitted_at" or '
  return followPayload(field, context, placeIn(context, 'order_by.field'), other)
}

/** The value of `payload.…`, or a report that there is none. */
function followPayload(text: Text, { payloadType }: TimelineContext, place: Place, other = ''): PathModel | null {
  const [root, ...segments] = text.text.split('.')
  const report = (problem: string, advice: Partial<Advice> = {}): null => {
    place.found.push(diagnostic('projection_plan_invalid_error', text.at, { problem }, { path: place.path, ...advice }))
    return null
  }
  if (root !== 'payload' || segments.length === 0) {
    return report(`"${text.text}" must be ${other}a member of the payload, such as payload.id`)
  }
  const resolved = resolvePath({ identifier: 'payload', type: payloadType }, segments)
  if (resolved.ok) return resolved.path
  return report(
    `"${text.text}" cannot be read: ${resolved.problem}`,
    suggestName({ text: resolved.word, at: text.at }, resolved.names),
  )
}

function warnOfMissing(text: Text, { signals }: TimelineContext, { path, found }: Place): void {
  const segments = text.text.split('.').slice(1)
  for (const signal of signals) {
    const type = typeOfShape(signal.payload)
    if (resolvePath({ identifier: 'payload', type }, segments).ok) continue
    const values = { signal: signal.id, member: segments.join('.') }
    const related = [{ note: 'the signal is declared here', at: signal.at }]
    found.push(diagnostic('timeline_group_key_missing_warning', text.at, values, { path, related }))
  }
}
