import type { Violation } from '../contract/envelope.js'
import { isJson } from '../semantics/is-json.js'
import { violation } from '../semantics/wording.js'

/** An event of a screen whose members are what they must be; that what they name exists is not checked. */
export interface InteractEvent {
  /** The screen by its route, or by itself. */
  readonly screen: { readonly kind: 'route' | 'screen'; readonly id: string }
  readonly nodeId: string
  /** Null: the node's path of the session is written. */
  readonly interactionId: string | null
  readonly row: unknown
  readonly event: unknown
  readonly value: unknown
}

type Refused = { readonly violations: readonly Violation[] }

/** Reads what a renderer tells of an event, and says everything that is wrong with it. */
export function readEvent(request: unknown): InteractEvent | Refused {
  const given = typeof request === 'object' && request !== null ? (request as Readonly<Record<string, unknown>>) : {}
  const { routeId, screenId, nodeId, interactionId, row, event, value } = given
  const problems = [
    ...findScreenProblems(routeId, screenId),
    ...(isText(nodeId) ? [] : [refuse('nodeId', 'nodeId must be text that is not empty')]),
    ...findActProblems(interactionId, value),
    ...Object.entries({ event, row, value })
      .filter(([, one]) => one !== undefined && !isJson(one))
      .map(([path]) => refuse(path, `${path} must be JSON`)),
  ]
  if (problems.length > 0 || !isText(nodeId)) return { violations: problems }
  return {
    screen: isText(routeId) ? { kind: 'route', id: routeId } : { kind: 'screen', id: String(screenId) },
    nodeId,
    interactionId: isText(interactionId) ? interactionId : null,
    row,
    event,
    value,
  }
}

function findScreenProblems(routeId: unknown, screenId: unknown): readonly Violation[] {
  if (routeId !== undefined && screenId !== undefined)
    return [refuse('screenId', 'the screen is named by routeId or by screenId, not by both')]
  if (screenId !== undefined)
    return isText(screenId) ? [] : [refuse('screenId', 'screenId must be text that is not empty')]
  return isText(routeId) ? [] : [refuse('routeId', 'routeId must be text that is not empty')]
}

function findActProblems(interactionId: unknown, value: unknown): readonly Violation[] {
  if (interactionId === undefined)
    return value === undefined ? [refuse('interactionId', 'an event has an interactionId or a value')] : []
  if (!isText(interactionId)) return [refuse('interactionId', 'interactionId must be text that is not empty')]
  return value === undefined ? [] : [refuse('value', 'an event has an interactionId or a value, not both')]
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function refuse(path: string, problem: string): Violation {
  return violation('validation_error', { problem }, { path })
}
