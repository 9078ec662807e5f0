import type { SurfaceBinding } from '../contract/surface.js'
import { Contest, type Result } from './contest.js'
import { type Matcher, type NameKey, nameKeys, prepare } from './matcher.js'
import { namedSegments, type TemplateSegment } from './path-template.js'
import { nothingGiven, type RequestView } from './request-view.js'

/** What selection found: the best binding, with the named segments of the path; or why there is none. */
export type Selection =
  | { readonly kind: 'found'; readonly binding: SurfaceBinding; readonly path: ReadonlyMap<string, string> }
  | Unselected

/** Several bindings are equally good, or none matches. */
export type Unselected = Exclude<Result<Matcher>, { readonly kind: 'found' }>

/**
 * The bindings of a surface, made ready once. A request is held against those alone that its path leads to, that name what
 * it names, or that ask for neither; how many others there are costs it nothing.
 */
export class BindingIndex {
  private readonly root = emptyNode()
  private readonly named: Readonly<Record<NameKey, Map<string, Matcher[]>>> = {
    route: new Map(),
    intent: new Map(),
    source: new Map(),
  }
  private readonly anywhere: Matcher[] = []

  constructor(bindings: readonly SurfaceBinding[]) {
    for (const binding of bindings) this.add(prepare(binding))
  }

  /** The best of the bindings that match. */
  select(view: RequestView): Selection {
    const search: Search = { view, contest: new Contest() }
    if (view.segments !== null) walk(this.root, view.segments, 0, search)
    for (const key of nameKeys) {
      const name = view[key]
      if (name !== null) consider(this.named[key].get(name), search)
    }
    consider(this.anywhere, search)
    const result = search.contest.end()
    if (result.kind !== 'found') return result
    const { binding, place } = result.best
    const hasNames = place.kind === 'path' && view.segments !== null
    return { kind: 'found', binding, path: hasNames ? namedSegments(place.template, view.segments) : nothingGiven }
  }

  private add(matcher: Matcher): void {
    const { place } = matcher
    switch (place.kind) {
      case 'path':
        listAt(this.root, place.template).push(matcher)
        break
      case 'name': {
        const names = this.named[place.key]
        const others = names.get(place.name)
        if (others === undefined) names.set(place.name, [matcher])
        else others.push(matcher)
        break
      }
      case 'anywhere':
        this.anywhere.push(matcher)
    }
  }
}

interface Search {
  readonly view: RequestView
  readonly contest: Contest<Matcher>
}

function consider(matchers: readonly Matcher[] | undefined, { view, contest }: Search): void {
  if (matchers === undefined) return
  for (const matcher of matchers)
    if (contest.isOpenTo(matcher) && matcher.tests.every((test) => test(view))) contest.enter(matcher)
}

/** A place in the tree of templates: those that end here, those whose rest begins here, and where the next segment leads. */
interface Node {
  readonly literals: Map<string, Node>
  named: Node | null
  readonly ends: Matcher[]
  readonly rests: Matcher[]
}

function emptyNode(): Node {
  return { literals: new Map(), named: null, ends: [], rests: [] }
}

function listAt(root: Node, template: readonly TemplateSegment[]): Matcher[] {
  let node = root
  for (const segment of template) {
    if (segment.kind === 'rest') return node.rests
    node = segment.kind === 'named' ? namedIn(node) : literalIn(node, segment.text)
  }
  return node.ends
}

function namedIn(node: Node): Node {
  node.named ??= emptyNode()
  return node.named
}

function literalIn(node: Node, text: string): Node {
  const known = node.literals.get(text)
  if (known !== undefined) return known
  const made = emptyNode()
  node.literals.set(text, made)
  return made
}

// As deep as the longest template and no deeper, however long the path is.
function walk(node: Node, segments: readonly string[], depth: number, search: Search): void {
  const segment = segments[depth]
  if (segment === undefined) {
    consider(node.ends, search)
    return
  }
  consider(node.rests, search)
  const next = node.literals.get(segment)
  if (next !== undefined) walk(next, segments, depth + 1, search)
  if (node.named !== null && segment !== '') walk(node.named, segments, depth + 1, search)
}
