import type { Change } from '../diagnostic/fix.js'
import type { Layout } from './read-layout.js'
import type { Piece } from './remove-member.js'

type WordChange = Extract<Change, { readonly kind: 'word' }>

/**
 * One word for another where it stands exactly once, so that no other is meant; quotes stay, and come where they are needed.
 * The layout is that of a text of YAML, and null for any other.
 */
export function editWord(text: string, change: WordChange, layout: Layout | null): Piece | null {
  const piece = layout === null ? editInQuotes(text, change) : editScalar(text, change)
  return piece === null || (layout !== null && doesRepeat(text, piece, { layout, at: change.at.start })) ? null : piece
}

function editScalar(text: string, change: WordChange): Piece | null {
  const { at, from, to } = change
  if (text.slice(at.start, at.end) !== from) return editWithin(text, change)
  return { start: at.start, end: at.end, text: isPlainWord(to) ? to : JSON.stringify(to) }
}

/** In code, a name that a diagnostic points to is a string. */
function editInQuotes(text: string, change: WordChange): Piece | null {
  return /^(["'`])[^"'`]*\1$/.test(text.slice(change.at.start, change.at.end)) ? editWithin(text, change) : null
}

function editWithin(text: string, { at, from, to }: WordChange): Piece | null {
  const offset = findOnly(text.slice(at.start, at.end), from)
  if (offset === null || !/^[\w.@/:+!?*-]+$/.test(to)) return null
  return { start: at.start + offset, end: at.start + offset + from.length, text: to }
}

/** Whether a key would then stand in its mapping twice, or a name in its list. */
function doesRepeat(
  text: string,
  piece: Piece,
  { layout, at }: { readonly layout: Layout; readonly at: number },
): boolean {
  const members = [layout.entries.get(at), layout.items.get(at)]
  return members.some((member) => {
    if (member === undefined) return false
    const end = member.key?.end ?? member.end
    const becomes = text.slice(member.start, piece.start) + piece.text + text.slice(piece.end, end)
    return member.holder.members.some((other) => text.slice(other.start, other.key?.end ?? other.end) === becomes)
  })
}

function findOnly(written: string, word: string): number | null {
  const found: number[] = []
  for (let at = written.indexOf(word); at >= 0; at = written.indexOf(word, at + 1))
    if (!isWithin(written[at - 1], word[0]) && !isWithin(written[at + word.length], word.at(-1))) found.push(at)
  const [only] = found
  return found.length === 1 && only !== undefined ? only : null
}

/** Whether a word goes on beyond its end. */
function isWithin(outer: string | undefined, inner: string | undefined): boolean {
  return /[\w-]/.test(outer ?? ' ') && /[\w-]/.test(inner ?? ' ')
}

function isPlainWord(word: string): boolean {
  return /^(\.{0,2}\/|[A-Za-z_])[\w.@/+-]*[!?]?$/.test(word) && !/^(true|false|null)$/i.test(word)
}
