import {
  type AliasEvent,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml'
import type { MapEntry, Node, ScalarNode, Text } from '../../artifact/node.js'
import type { SourceFile } from '../../artifact/source-set.js'
import type { Span } from '../../artifact/span.js'
import { type Diagnostic, type DiagnosticExtras, diagnostic } from '../../diagnostic/diagnostic.js'
import { type Fix, possibleFix, safeFix } from '../../diagnostic/fix.js'
import { findBracketEnd, findNextDocument } from './find-place.js'
import { placeScalar } from './place-scalar.js'
import { readScalar, scalarStyle } from './read-scalar.js'

export type ParseCode = 'authoring_parse_error' | 'manifest_parse_error'

/** How deep values may be nested, aliases included: deeper ones would exhaust the stack of whoever walks them. */
export const deepest = 200

/** How many values aliases may add to a document in all; more is what only an attack or a mistake comes to. */
export const mostAliased = 200_000

export interface Tree {
  /** Null where the text holds no value at all. */
  readonly root: Node | null
  /** Values that could not be kept as they were written. Nothing that is wrong with them is another mistake. */
  readonly damaged: ReadonlySet<Node>
  /** Whether the text goes on with another document, which has been told. */
  readonly isSeveral: boolean
  readonly found: readonly Diagnostic[]
}

interface Measured {
  readonly node: Node
  /** How many values it has, itself included and aliases expanded. */
  readonly size: number
  /** How many levels it has, itself included. */
  readonly height: number
}

interface Frame {
  readonly kind: 'list' | 'map'
  readonly start: number
  /** Whether a bracket closes it. */
  readonly isBracketed: boolean
  readonly anchor: string | null
  readonly items: Node[]
  readonly entries: MapEntry[]
  /** The keys so far, once there are many. */
  names: Map<string, Text> | null
  /** The key whose value comes next; null where a key comes next. */
  key: Key | null
  size: number
  height: number
  isDamaged: boolean
}

interface Key {
  readonly text: Text
  readonly isDropped: boolean
}

/** Makes the tree of values from the parser's events, with the place of each; everything that is wrong is collected. */
export function buildTree(file: SourceFile, events: readonly Event[], code: ParseCode): Tree {
  const builder = new TreeBuilder(file, code)
  builder.read(events)
  return builder
}

class TreeBuilder implements Tree {
  root: Node | null = null
  isSeveral = false
  readonly damaged = new Set<Node>()
  readonly found: Diagnostic[] = []

  readonly #file: SourceFile
  readonly #text: string
  readonly #code: ParseCode
  readonly #frames: Frame[] = []
  #top: Frame | undefined
  /** Anchors by name; one whose value is not complete yet maps to its frame. */
  readonly #anchors = new Map<string, Measured | Frame>()
  /** Where the last token ended. */
  #end = 0
  #aliased = 0

  constructor(file: SourceFile, code: ParseCode) {
    this.#file = file
    this.#text = file.text
    this.#code = code
  }

  read(events: readonly Event[]): void {
    let documents = 0
    for (let index = 0; index < events.length; index++) {
      const event = events[index]
      if (event === undefined) break
      if (event.type === EVENT_ID.SCALAR) this.#readScalar(event)
      else if (event.type === EVENT_ID.POP) this.#close()
      else if (event.type === EVENT_ID.ALIAS) this.#readAlias(event)
      else if (event.type !== EVENT_ID.DOCUMENT) this.#open(event, events[index + 1])
      else if (++documents > 1) {
        this.isSeveral = true
        const start = findNextDocument(this.#text, this.#end)
        this.#report(this.#span(start, start + 3), 'a second document begins here, and a file holds one')
        return
      }
    }
  }

  #open(event: MappingEvent | SequenceEvent, next: Event | undefined): void {
    this.#refuseTag(event.tagStart, event.tagEnd)
    const isMap = event.type === EVENT_ID.MAPPING
    const isBracketed = event.style === COLLECTION_STYLE.FLOW && !this.#isPair(event, next)
    const frame: Frame = {
      kind: isMap ? 'map' : 'list',
      start: event.start,
      isBracketed,
      anchor: this.#anchorOf(event),
      items: isMap ? none : [],
      entries: isMap ? [] : none,
      names: null,
      key: null,
      size: 1,
      height: 0,
      isDamaged: event.tagStart >= 0,
    }
    if (frame.anchor !== null) this.#anchors.set(frame.anchor, frame)
    this.#frames.push(frame)
    this.#top = frame
    this.#end = isBracketed ? event.start + 1 : event.start
  }

  /** `[a: 1]` holds a mapping without brackets of its own. */
  #isPair(event: MappingEvent | SequenceEvent, next: Event | undefined): boolean {
    if (event.type === EVENT_ID.SEQUENCE) return false
    return this.#text[event.start] !== '{' || (next?.type === EVENT_ID.MAPPING && next.start === event.start)
  }

  #close(): void {
    const frame = this.#frames.pop()
    // The end of the document itself closes nothing.
    if (frame === undefined) return
    if (frame.isBracketed) this.#end = findBracketEnd(this.#text, this.#end)
    const at = this.#span(frame.start, this.#end)
    const node: Node =
      frame.kind === 'list' ? { kind: 'list', at, items: frame.items } : { kind: 'map', at, entries: frame.entries }
    if (frame.isDamaged) this.damaged.add(node)
    const { anchor, size } = frame
    const height = frame.height + 1
    if (anchor !== null && this.#anchors.get(anchor) === frame) this.#anchors.set(anchor, { node, size, height })
    this.#top = this.#frames.at(-1)
    this.#add(node, size, height, null)
  }

  #readScalar(event: ScalarEvent): void {
    this.#refuseTag(event.tagStart, event.tagEnd)
    const at = placeScalar(this.#file, event, this.#end)
    this.#end = at.end
    const value = readScalar(this.#text, event)
    const isMisfit = typeof value === 'object' && value !== null
    const node: ScalarNode = { kind: 'scalar', at, value: isMisfit ? null : value }
    if (isMisfit) this.#report(at, value.problem)
    if (isMisfit || event.tagStart >= 0) this.damaged.add(node)
    const anchor = this.#anchorOf(event)
    if (anchor !== null) this.#anchors.set(anchor, { node, size: 1, height: 1 })
    this.#add(node, 1, 1, event)
  }

  #readAlias(event: AliasEvent): void {
    const at = this.#span(event.anchorStart - 1, event.anchorEnd)
    this.#end = at.end
    const name = this.#text.slice(event.anchorStart, event.anchorEnd)
    const target = this.#anchors.get(name)
    if (target === undefined) this.#refuse(at, `there is no anchor "&${name}" before this alias`)
    else if ('items' in target) this.#refuse(at, `the alias "*${name}" stands inside what it stands for`)
    else this.#expand(at, target)
  }

  #expand(at: Span, { node, size, height }: Measured): void {
    if (this.#frames.length + height > deepest) {
      this.#refuse(at, `with what this alias stands for, values are nested more than ${deepest} deep`)
      return
    }
    const before = this.#aliased
    this.#aliased += size
    if (this.#aliased > mostAliased) {
      const problem = before > mostAliased ? null : `aliases up to this one stand for more than ${mostAliased} values`
      this.#refuse(at, problem)
      return
    }
    // What is inside is shared; only the value itself is where the alias stands.
    const copy: Node = { ...node, at: { ...at, anchor: node.at.anchor ?? node.at } }
    if (this.damaged.has(node)) this.damaged.add(copy)
    this.#add(copy, size, height, null)
  }

  /** Reports, unless that has been done, and goes on with a value of which nothing is known. */
  #refuse(at: Span, problem: string | null): void {
    if (problem !== null) this.#report(at, problem)
    const node: ScalarNode = { kind: 'scalar', at, value: null }
    this.damaged.add(node)
    this.#add(node, 1, 1, null)
  }

  /** Puts a value where it belongs; `event` is that of a scalar which is no alias. */
  #add(node: Node, size: number, height: number, event: ScalarEvent | null): void {
    const frame = this.#top
    if (frame === undefined) {
      this.root = node
      return
    }
    frame.size += size
    if (height > frame.height) frame.height = height
    if (frame.kind === 'list') frame.items.push(node)
    else if (frame.key === null) frame.key = this.#readKey(frame, node, event)
    else {
      if (!frame.key.isDropped) frame.entries.push({ key: frame.key.text, value: node })
      frame.key = null
    }
  }

  #readKey(frame: Frame, node: Node, event: ScalarEvent | null): Key {
    const { at } = node
    const isMerge = event?.style === scalarStyle.plain && node.kind === 'scalar' && node.value === '<<'
    if (isMerge) this.#report(at, 'merge keys ("<<") are not part of YAML 1.2; write the keys out')
    else if (node.kind === 'scalar' && typeof node.value === 'string') return this.#nameKey(frame, node.value, at)
    else if (!this.damaged.has(node)) this.#report(at, this.#wrongKey(node), { fixes: this.#quoteKey(node) })
    frame.isDamaged = true
    return { text: { text: '', at }, isDropped: true }
  }

  #nameKey(frame: Frame, name: string, at: Span): Key {
    const text: Text = { text: name, at }
    const first = findKey(frame, name)
    if (first === undefined) {
      frame.names?.set(name, text)
      return { text, isDropped: false }
    }
    const related = [{ note: 'first here', at: first.at }]
    const fixes = [possibleFix(`remove the second "${name}"`, { kind: 'remove-entry', at })]
    this.#report(at, `the key "${name}" stands twice in one mapping`, { related, path: this.#pathTo(name), fixes })
    return { text, isDropped: true }
  }

  #wrongKey(node: Node): string {
    if (node.kind !== 'scalar') return `a key is text, not a ${node.kind === 'map' ? 'mapping' : 'list'}`
    if (node.at.start === node.at.end) return 'a key is missing before ":"'
    const written = this.#text.slice(node.at.start, node.at.end)
    const what = typeof node.value === 'number' ? 'a number' : node.value === null ? 'null' : 'a truth value'
    return `a key is text, and ${written} is ${what}: write "${written}" in quotes`
  }

  #quoteKey({ kind, at }: Node): readonly Fix[] {
    const text = this.#text.slice(at.start, at.end)
    return kind === 'scalar' && text !== '' ? [safeFix(`write "${text}" in quotes`, { kind: 'quote', at, text })] : []
  }

  #refuseTag(start: number, end: number): void {
    if (start < 0) return
    const tag = this.#text.slice(start, end)
    this.#report(
      this.#span(start, end),
      `the tag ${tag} is not allowed: what a value is follows from how it is written`,
    )
  }

  #anchorOf(event: MappingEvent | SequenceEvent | ScalarEvent): string | null {
    return event.anchorStart < 0 ? null : this.#text.slice(event.anchorStart, event.anchorEnd)
  }

  #pathTo(last: string | null): string {
    const steps = this.#frames.map((frame) =>
      frame.kind === 'list' ? String(frame.items.length) : frame.key?.text.text,
    )
    const known = [...steps, last].filter((step) => typeof step === 'string')
    return known.length === 0 ? '$' : known.join('.')
  }

  #report(at: Span, problem: string, extras: DiagnosticExtras = {}): void {
    this.found.push(diagnostic(this.#code, at, { problem }, { path: this.#pathTo(null), ...extras }))
  }

  #span(start: number, end: number): Span {
    return { file: this.#file.path, start, end }
  }
}

const none: never[] = []

/** Mappings are short; one that is not gets a table, so that long ones take no time that grows with their square. */
const manyKeys = 12

function findKey(frame: Frame, name: string): Text | undefined {
  if (frame.names === null && frame.entries.length >= manyKeys)
    frame.names = new Map(frame.entries.map(({ key }) => [key.text, key]))
  if (frame.names !== null) return frame.names.get(name)
  for (const { key } of frame.entries) if (key.text === name) return key
  return undefined
}
