import type { ErrorCode, ViolationCode, WarningCode } from '../contract/codes.js'
import { errors, violations, warnings } from '../contract/codes.js'
import type { Failure, Violation, Warning } from '../contract/envelope.js'
import type { Json } from '../contract/json.js'

type Hole<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Hole<Rest> : never

/** One text per hole of a catalogue message: a missing one does not compile. */
export type Words<Text extends string> = { readonly [Name in Hole<Text>]: string }

type Details = Readonly<Record<string, Json>>

// What a caller sent is quoted in messages, and a caller may send ten megabytes.
const longestWord = 200

function fill(template: string, words: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) => shortened(words[name] ?? hole))
}

/** The text, cut where it would make a message unreadable. */
export function shortened(text: string): string {
  return text.length > longestWord ? `${text.slice(0, longestWord).toWellFormed()}…` : text
}

/** The violation of that code, worded by the catalogue. */
export function violation<Code extends ViolationCode>(
  code: Code,
  words: Words<(typeof violations)[Code]['message']>,
  more: { readonly path?: string; readonly details?: Details } = {},
): Violation {
  return { code, message: fill(violations[code].message, words), ...more }
}

/** The failure of that code, worded by the catalogue and retryable where the catalogue says so. */
export function failure<Code extends ErrorCode>(
  code: Code,
  words: Words<(typeof errors)[Code]['message']>,
  details?: Details,
): Failure {
  const { message, retryable } = errors[code]
  const filled = fill(message, words)
  return details === undefined ? { code, message: filled, retryable } : { code, message: filled, retryable, details }
}

/** The warning of that code, worded by the catalogue. */
export function warning<Code extends WarningCode>(
  code: Code,
  words: Words<(typeof warnings)[Code]['message']>,
  details?: Details,
): Warning {
  const message = fill(warnings[code].message, words)
  return details === undefined ? { code, message } : { code, message, details }
}
