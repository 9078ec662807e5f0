import { fieldMap, filledList, mapOf, mapping, onceEach, text, words } from './make-shape.js'
import { type MappingShape, optional, required } from './shape.js'

export const sessionShape: MappingShape = mapping('the session', {
  fields: required(fieldMap(), 'What a session holds.'),
  defaults: optional(mapOf('literals', 'word', { kind: 'json' }), 'What is seen where nothing was written.'),
})

const fate = words('clear', 'preserve')

/** What becomes of the session when an action ends. */
export const sessionOutcomeShape: MappingShape = mapping('a session outcome', {
  on_success: optional(fate, 'When the action has done what it is for; preserve where it is absent.'),
  on_rejection: optional(fate, 'When a rule refused, or the output says "ok: false"; preserve where it is absent.'),
  on_error: optional(fate, 'When the action failed; preserve where it is absent.'),
  reason: optional(text('any'), 'Why, for people.'),
  paths: optional(
    onceEach(filledList('session paths', text('filled'))),
    'What is reset to its defaults; where it is absent, what the action writes, or else the whole session.',
  ),
})
