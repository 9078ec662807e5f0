import { skipSpace } from '../2-parse/yaml/find-place.js'
import { lineStart, wholeLines } from './lines.js'
import type { Collection, Layout, Member } from './read-layout.js'

/** One piece of a text, and what stands there afterwards. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Takes an entry or an item away; null where that cannot be done without touching anything else. */
export function removeMember(text: string, member: Member, { anchors }: Layout): Piece | null {
  const { holder, end } = member
  const start = holder.kind === 'list' && !holder.isFlow ? findDash(text, member.start) : member.start
  if (start === null || anchors.some((anchor) => anchor > start && anchor < end)) return null
  if (holder.members.length === 1) return emptied(text, holder)
  return holder.isFlow ? removeFromFlow(text, member) : removeFromBlock(text, member, start)
}

/** The dash of an item whose value begins at an offset; null where something else stands between them. */
function findDash(text: string, start: number): number | null {
  const before = text.slice(0, start).trimEnd()
  return before.endsWith('-') ? before.length - 1 : null
}

function removeFromBlock(text: string, member: Member, start: number): Piece | null {
  const isFirstOnLine = text.slice(lineStart(text, start), start).trim() === ''
  if (isFirstOnLine) return { ...wholeLines(text, start, member.end), text: '' }
  const { members, kind } = member.holder
  const next = members[members.indexOf(member) + 1]
  const end = next === undefined ? null : kind === 'list' ? findDash(text, next.start) : next.start
  // A comment in between belongs to nobody knows whom.
  if (end === null || text.slice(member.end, end).includes('#')) return null
  return { start, end, text: '' }
}

function removeFromFlow(text: string, { holder: { members, start: opening }, start, end }: Member): Piece | null {
  const comma = skipSpace(text, end)
  if (text[comma] === ',') {
    const after = comma + 1 + (/^[ \t]*/.exec(text.slice(comma + 1))?.[0].length ?? 0)
    const isAlone = text.slice(lineStart(text, start), start).trim() === '' && /^[\r\n]/.test(text.slice(after))
    return { ...(isAlone ? wholeLines(text, start, comma) : { start, end: after }), text: '' }
  }
  const before = Math.max(opening, ...members.filter((other) => other.end <= start).map((other) => other.end))
  return text.slice(before, start).includes('#') ? null : { start: before, end, text: '' }
}

/** The last member is gone: what held it stays, written as the empty one. */
function emptied(text: string, { kind, isFlow, start, end, owner }: Collection): Piece | null {
  const nothing = kind === 'list' ? '[]' : '{}'
  if (isFlow) return text.slice(start, end).includes('#') ? null : { start, end, text: nothing }
  const from = owner?.key?.end
  if (from === undefined || !/^[ \t]*:\s*$/.test(text.slice(from, start))) return null
  return { start: from, end, text: `: ${nothing}` }
}

/** Takes a comment away, with its line where it stands alone. */
export function removeComment(text: string, { start, end }: { readonly start: number; readonly end: number }): Piece {
  const before = text.slice(lineStart(text, start), start)
  if (before.trim() === '') return { ...wholeLines(text, start, end), text: '' }
  return { start: start - (before.length - before.trimEnd().length), end, text: '' }
}
