// How a text of YAML is laid out: where each entry and item begins and ends, and whether brackets hold it. It is read only
// for a text that something is to be changed in, so that the tree of values need not carry it.
import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, parseEvents, YAMLException } from 'js-yaml'
import { deepest } from '../2-parse/yaml/build-tree.js'
import { findBracketEnd } from '../2-parse/yaml/find-place.js'
import { placeScalar } from '../2-parse/yaml/place-scalar.js'
import type { SourceFile } from '../artifact/source-file.js'

export interface Collection {
  readonly kind: 'list' | 'map'
  readonly isFlow: boolean
  readonly start: number
  end: number
  readonly members: Member[]
  /** The entry or item whose value it is; null for the root. */
  readonly owner: Member | null
}

/** An entry of a mapping or an item of a list. */
export interface Member {
  readonly start: number
  end: number
  readonly holder: Collection
  /** Null for an item, and for a key that is no scalar. */
  readonly key: { readonly text: string; readonly end: number } | null
  value: Collection | null
}

export interface Layout {
  readonly lists: ReadonlyMap<number, Collection>
  readonly maps: ReadonlyMap<number, Collection>
  /** By where the key begins. */
  readonly entries: ReadonlyMap<number, Member>
  /** By where the value begins. */
  readonly items: ReadonlyMap<number, Member>
  /** Where an anchor is named: what holds one may be meant elsewhere, too. */
  readonly anchors: readonly number[]
}

/** Reads the layout of a text; null where it is no YAML. */
export function readLayout(file: SourceFile): Layout | null {
  try {
    const reader = new LayoutReader(file)
    for (const event of parseEvents(file.text, { maxDepth: deepest })) reader.read(event)
    return reader
  } catch (error) {
    if (error instanceof YAMLException) return null
    throw error
  }
}

class LayoutReader implements Layout {
  readonly lists = new Map<number, Collection>()
  readonly maps = new Map<number, Collection>()
  readonly entries = new Map<number, Member>()
  readonly items = new Map<number, Member>()
  readonly anchors: number[] = []

  readonly #file: SourceFile
  readonly #open: Collection[] = []
  /** For each open mapping, the entry whose value comes next. */
  readonly #awaiting = new Map<Collection, Member>()
  #end = 0

  constructor(file: SourceFile) {
    this.#file = file
  }

  read(event: Event): void {
    if (event.type === EVENT_ID.DOCUMENT) return
    if (event.type === EVENT_ID.POP) this.#close()
    else {
      if (event.anchorStart >= 0 && event.type !== EVENT_ID.ALIAS) this.anchors.push(event.anchorStart)
      if (event.type === EVENT_ID.ALIAS) this.#add(event.anchorStart - 1, event.anchorEnd, null)
      else if (event.type === EVENT_ID.SCALAR) {
        const { start, end } = placeScalar(this.#file, event, this.#end)
        this.#add(start, end, event.valueStart < 0 ? '' : getScalarValue(this.#file.text, event))
      } else {
        const isMap = event.type === EVENT_ID.MAPPING
        const mark = this.#file.text[event.start]
        // `[a: 1]` holds a mapping without brackets of its own.
        const isFlow = event.style === COLLECTION_STYLE.FLOW && mark === (isMap ? '{' : '[')
        this.#enter(event.start, isMap ? 'map' : 'list', isFlow)
      }
    }
  }

  #enter(start: number, kind: Collection['kind'], isFlow: boolean): void {
    const owner = this.#member(start, start, null)
    const entered: Collection = { kind, isFlow, start, end: start, members: [], owner }
    if (owner !== null) owner.value = entered
    const known = kind === 'map' ? this.maps : this.lists
    known.set(start, entered)
    this.#open.push(entered)
    this.#end = isFlow ? start + 1 : start
  }

  #close(): void {
    const closed = this.#open.pop()
    // The end of the document itself closes nothing.
    if (closed === undefined) return
    if (closed.isFlow) this.#end = findBracketEnd(this.#file.text, this.#end)
    closed.end = this.#end
    if (closed.owner !== null) closed.owner.end = this.#end
  }

  #add(start: number, end: number, text: string | null): void {
    const member = this.#member(start, end, text)
    this.#end = end
    if (member !== null) member.end = end
  }

  /** The member that a value belongs to; a key begins one. Null for the root. */
  #member(start: number, end: number, text: string | null): Member | null {
    const holder = this.#open.at(-1)
    if (holder === undefined) return null
    const awaiting = this.#awaiting.get(holder)
    if (awaiting !== undefined) {
      this.#awaiting.delete(holder)
      return awaiting
    }
    const isEntry = holder.kind === 'map'
    const member: Member = { start, end, holder, key: isEntry && text !== null ? { text, end } : null, value: null }
    holder.members.push(member)
    if (isEntry) this.#awaiting.set(holder, member)
    const known = isEntry ? this.entries : this.items
    known.set(start, member)
    return member
  }
}
