import type { Text } from '../artifact/node.js'
import type { Span } from '../artifact/span.js'

/** What would take a mistake away, as a phase proposes it: which characters change follows from how the text is written. */
export interface Fix {
  /** What it does, in the imperative: `write "title" for "titel"`. */
  readonly title: string
  /** Whether it is what the author meant beyond doubt, so that `check --fix` may do it unasked. */
  readonly isSafe: boolean
  /** Done together or not at all. */
  readonly changes: readonly Change[]
}

export type Change =
  /** Within the scalar, key or TypeScript string at a place, one word by another. */
  | { readonly kind: 'word'; readonly at: Span; readonly from: string; readonly to: string }
  /** An entry of a mapping, from the place of its key, or the item of a list that stands at a place. */
  | { readonly kind: 'remove-entry' | 'remove-item'; readonly at: Span }
  /** More items, as flow YAML, in the list that a mapping has under a key; the list may be missing. */
  | { readonly kind: 'items'; readonly at: Span; readonly key: string; readonly items: readonly string[] }
  /** More entries in the mapping that a mapping has under a key; the inner one may be missing. */
  | { readonly kind: 'entries'; readonly at: Span; readonly key: string; readonly entries: readonly NewEntry[] }
  /** A key with its value, before all others of a mapping. */
  | { readonly kind: 'first'; readonly at: Span; readonly key: string; readonly value: string }
  /** Quotes around a scalar that stands there as this text, or none. */
  | { readonly kind: 'quote' | 'unquote'; readonly at: Span; readonly text: string }
  /** The characters of a comment, with its line where it stands alone. */
  | { readonly kind: 'comment'; readonly at: Span }

/** Both as they are to be written. */
export interface NewEntry {
  readonly key: string
  readonly value: string
}

/** One piece of a text and what stands there afterwards; an empty span is a place to insert at. */
export interface Edit {
  readonly at: Span
  readonly text: string
}

/** A fix whose characters are known. */
export interface ReadyFix {
  readonly title: string
  readonly isSafe: boolean
  readonly edits: readonly Edit[]
}

/** Writes one word for another. */
export function rewording({ text, at }: Text, to: string, isSafe: boolean): Fix {
  return { title: `write "${to}" for "${text}"`, isSafe, changes: [{ kind: 'word', at, from: text, to }] }
}

/** Makes a fix of one change. */
export function safeFix(title: string, ...changes: readonly Change[]): Fix {
  return { title, isSafe: true, changes }
}

/** The same where another answer is as likely. */
export function possibleFix(title: string, ...changes: readonly Change[]): Fix {
  return { title, isSafe: false, changes }
}
