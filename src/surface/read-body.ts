import type { Unreadable } from './read-target.js'

/** A body that was parsed, or that is to be: JSON. */
export interface Body {
  readonly body?: unknown
  readonly bodyText?: string | undefined
}

/** The body of a request; a text is parsed, and an empty one is none. */
export function readBody({ body, bodyText }: Body): { readonly value: unknown } | Unreadable {
  if (bodyText === undefined || bodyText.trim() === '') return { value: body }
  try {
    return { value: JSON.parse(bodyText) }
  } catch {
    return { problem: 'its body is not JSON' }
  }
}
