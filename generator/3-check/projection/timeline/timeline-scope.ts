import type { TimelineProjectionSyntax } from '../../../artifact/projection-syntax.js'
import type { Span } from '../../../artifact/span.js'
import type { ObjectShape, ValueType } from '../../../artifact/value-type.js'
import type { DeclaredSignal } from '../../declaration/declarations.js'
import { type Scope, scopeOf } from '../../expression/scope.js'
import { signalRoot } from '../../expression/signal-roots.js'
import type { Place } from '../check-fields.js'

/** A timeline, as it is declared. */
export interface DeclaredTimeline {
  readonly id: string
  readonly at: Span
  readonly syntax: TimelineProjectionSyntax
}

/** A timeline with its signals. */
export interface TimelineContext extends DeclaredTimeline {
  /** In authored order, those that exist. */
  readonly signals: readonly DeclaredSignal[]
  readonly payload: ObjectShape
  /** Unknown where a signal does not exist: then nothing is said about members. */
  readonly payloadType: ValueType
  readonly place: Place
}

/** What is seen of a record. */
export function scopeOfRecord(name: string, payload: ValueType): Scope {
  return scopeOf(name, [['payload', payload], signalRoot])
}

/** The place of something under a timeline. */
export function placeIn({ place }: Pick<TimelineContext, 'place'>, key: string): Place {
  return { ...place, path: `${place.path}.${key}` }
}
