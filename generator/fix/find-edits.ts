// In: what a phase proposes to change, and the texts as they were read.
// Out: the characters that change.
// Promised: comments and formatting of all else stay as they are; what cannot be done so is not offered.
// Not its job: whether the change is right.
import type { SourceFile } from '../artifact/source-file.js'
import type { Diagnostic } from '../diagnostic/diagnostic.js'
import type { Change, Edit, ReadyFix } from '../diagnostic/fix.js'
import { addEntries, addFirst, addItems } from './add-members.js'
import { editWord } from './edit-word.js'
import { type Layout, readLayout } from './read-layout.js'
import { type Piece, removeComment, removeMember } from './remove-member.js'

/** Gives the fixes of a diagnostic with their edits; one that cannot be done in the text as it is written is left out. */
export function readyFixes(files: Iterable<SourceFile>): (found: Diagnostic) => readonly ReadyFix[] {
  const texts = new Map([...files].map((file) => [file.path, new EditedText(file)]))
  return ({ fixes }) =>
    fixes.flatMap(({ title, isSafe, changes }) => {
      const edits = changes.map((change) => findEdit(change, texts.get(change.at.file)))
      return edits.every((edit) => edit !== null) ? [{ title, isSafe, edits }] : []
    })
}

class EditedText {
  readonly file: SourceFile
  #layout: Layout | null | undefined

  constructor(file: SourceFile) {
    this.file = file
  }

  get layout(): Layout | null {
    this.#layout ??= readLayout(this.file)
    return this.#layout
  }
}

function findEdit(change: Change, edited: EditedText | undefined): Edit | null {
  const piece = edited === undefined ? null : findPiece(change, edited)
  if (piece === null) return null
  const { start, end, text } = piece
  return { at: { file: change.at.file, start, end }, text }
}

function findPiece(change: Change, edited: EditedText): Piece | null {
  const { text } = edited.file
  const { start } = change.at
  switch (change.kind) {
    case 'word':
      return editWord(text, change, /\.ya?ml$/.test(change.at.file) ? edited.layout : null)
    case 'quote': {
      const isPlain = text.slice(start, change.at.end) === change.text
      return isPlain ? { ...change.at, text: JSON.stringify(change.text) } : null
    }
    case 'unquote': {
      const written = text.slice(start, change.at.end)
      const isQuoted = written === `"${change.text}"` || written === `'${change.text}'`
      return isQuoted ? { ...change.at, text: change.text } : null
    }
    case 'comment':
      return removeComment(text, change.at)
    default:
      return edited.layout === null ? null : findPlaced(change, text, edited.layout)
  }
}

type Placed = Exclude<Change, { readonly kind: 'word' | 'quote' | 'unquote' | 'comment' }>

function findPlaced(change: Placed, text: string, layout: Layout): Piece | null {
  const { start } = change.at
  if (change.kind === 'remove-entry' || change.kind === 'remove-item') {
    const member = (change.kind === 'remove-entry' ? layout.entries : layout.items).get(start)
    return member === undefined ? null : removeMember(text, member, layout)
  }
  const map = layout.maps.get(start)
  if (map === undefined) return null
  switch (change.kind) {
    case 'items':
      return addItems(text, map, change)
    case 'entries':
      return addEntries(text, map, change)
    case 'first':
      return addFirst(text, map, change)
  }
}
