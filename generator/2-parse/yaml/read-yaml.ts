// In: one text.
// Out: its tree of values, each with its place, and everything that is wrong with it as YAML.
// Promised: YAML 1.2 core schema; linear time; never throws; no value, depth or alias beyond the limits.
// Not its job: what the values mean.
import { type Event, parseEvents, YAMLException } from 'js-yaml'
import type { MapNode, Node } from '../../artifact/node.js'
import type { SourceFile } from '../../artifact/source-set.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { buildTree, deepest, type ParseCode, type Tree } from './build-tree.js'
import { explainSyntaxError } from './explain-syntax-error.js'

export interface YamlDocument {
  /** Null where the text is no document, or its root is no mapping. */
  readonly root: MapNode | null
  /** Values that could not be kept as they were written. Nothing that is wrong with them is another mistake. */
  readonly damaged: ReadonlySet<Node>
  readonly found: readonly Diagnostic[]
}

/** A text with more marks than this holds more values than fit into memory; only texts of some size are looked at. */
const mostMarks = 8_000_000

// The reading side asks where a project's other files lie before all of them are parsed.
const known = new WeakMap<SourceFile, YamlDocument>()

/** Reads a YAML document whose root is a mapping. It follows from the file alone, and is made once for each. */
export function readYaml(file: SourceFile, code: ParseCode): YamlDocument {
  const document = known.get(file) ?? readDocument(file, code)
  known.set(file, document)
  return document
}

function readDocument(file: SourceFile, code: ParseCode): YamlDocument {
  const refused = (start: number, end: number, problem: string): YamlDocument => ({
    root: null,
    damaged: new Set(),
    found: [diagnostic(code, { file: file.path, start, end }, { problem }, { path: '$' })],
  })
  if (!file.text.isWellFormed()) {
    const start = file.text.search(/\p{Surrogate}/u)
    return refused(start, start + 1, 'half a character stands here')
  }
  if (file.text.length > mostMarks && countMarks(file.text) > mostMarks)
    return refused(0, 0, `it holds more than ${mostMarks} values`)
  const tree = readTree(file, code)
  return tree.syntaxError === null
    ? asDocument(tree.value, file, code)
    : { root: null, damaged: new Set(), found: [tree.syntaxError] }
}

type ReadTree = { readonly syntaxError: null; readonly value: Tree } | { readonly syntaxError: Diagnostic }

function readTree(file: SourceFile, code: ParseCode): ReadTree {
  let events: Event[]
  try {
    events = parseEvents(file.text, { maxDepth: deepest })
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    return { syntaxError: explainSyntaxError(file, code, error) }
  }
  return { syntaxError: null, value: buildTree(file, events, code) }
}

function asDocument({ root, damaged, isSeveral, found }: Tree, file: SourceFile, code: ParseCode): YamlDocument {
  if (root?.kind === 'map') return { root, damaged, found }
  const isNothing = root === null || (root.kind === 'scalar' && root.value === null)
  const problem = isNothing
    ? 'there is nothing in it'
    : `it is ${root.kind === 'list' ? 'a list' : 'text'}, not a mapping of keys`
  const at = root === null || isNothing ? { file: file.path, start: 0, end: 0 } : root.at
  const isKnown = root === null ? isSeveral : damaged.has(root) || (isNothing && isSeveral)
  return { root: null, damaged, found: isKnown ? found : [...found, diagnostic(code, at, { problem }, { path: '$' })] }
}

function countMarks(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // Line feed, comma, colon, opening brackets.
    if (code === 10 || code === 44 || code === 58 || code === 91 || code === 123) count += 1
  }
  return count
}
