import type { MapEntry, Node } from '../../artifact/node.js'
import type { Span } from '../../artifact/span.js'
import { type Diagnostic, type DiagnosticExtras, diagnostic } from '../../diagnostic/diagnostic.js'
import type { Advice } from '../../diagnostic/suggest.js'
import type { OwnMistake, RefusedKey, Shape } from '../../language/shape.js'
import type { Dialect } from '../dialect.js'

/** Codes whose message is the problem and nothing else. */
export type ProblemCode =
  | Dialect['invalid']
  | Dialect['illegalName']
  | Dialect['plan']
  | OwnMistake
  | RefusedKey['code']
  | 'unsupported_expression_error'
  | 'domain_runtime_ir_invalid_error'

/** One walk over a document: where it is, and what it has found. */
export class Checking {
  dialect: Dialect
  readonly named: Readonly<Record<string, Shape>>
  readonly found: Diagnostic[] = []
  readonly #damaged: ReadonlySet<Node>
  readonly #steps: (string | number)[] = []
  /** What an anchor holds is walked once for each alias, and is wrong once. */
  readonly #told = new Set<string>()

  constructor(dialect: Dialect, named: Readonly<Record<string, Shape>>, damaged: ReadonlySet<Node>) {
    this.dialect = dialect
    this.named = named
    this.#damaged = damaged
  }

  /** Whether the value could not be kept as it was written: that has been told, and nothing else is to be said of it. */
  isDamaged(node: Node): boolean {
    return this.#damaged.size > 0 && this.#damaged.has(node)
  }

  /** Checks a value of a mapping at its own place. */
  at(entry: MapEntry, check: (value: Node) => void): void {
    this.#steps.push(entry.key.text)
    check(entry.value)
    this.#steps.pop()
  }

  /** Checks each value of a mapping at its own place. */
  each(entries: readonly MapEntry[], check: (entry: MapEntry) => void): void {
    for (const entry of entries) {
      this.#steps.push(entry.key.text)
      check(entry)
      this.#steps.pop()
    }
  }

  /** Checks each entry of a list at its own place. */

  eachItem(items: readonly Node[], check: (item: Node, index: number) => void): void {
    for (let index = 0; index < items.length; index++) {
      const item = items[index]
      if (item === undefined) continue
      this.#steps.push(index)
      check(item, index)
      this.#steps.pop()
    }
  }

  /** The value that is looked at, in the author's words: `"title"`, or `an entry of "fields"`. */
  get subject(): string {
    const last = this.#steps.at(-1)
    if (last === undefined) return 'the document'
    if (typeof last === 'string') return `"${last}"`
    const list = this.#steps.filter((step) => typeof step === 'string').at(-1)
    return list === undefined ? 'an entry' : `an entry of "${list}"`
  }

  /** Checks what stands where a wrong shape is a mistake of its own. */
  under(mistake: OwnMistake, check: () => void): void {
    const { dialect } = this
    this.dialect = { ...dialect, invalid: mistake }
    check()
    this.dialect = dialect
  }

  problem(code: ProblemCode, at: Span, problem: string, advice: string | Advice | null = null): void {
    this.add(diagnostic(code, at, { problem }, this.extras(advice)))
  }

  /** What stands at a place is not what is expected there. */
  mismatch(
    node: Node,
    expected: string,
    advice: string | Advice | null = null,
    code: ProblemCode = this.dialect.invalid,
  ): void {
    this.problem(code, node.at, `${this.subject} must be ${expected}, not ${describe(node)}`, advice)
  }

  add(found: Diagnostic): void {
    const { file, start, end } = found.at.anchor ?? found.at
    const key = `${found.code} ${file} ${start} ${end} ${found.message}`
    if (this.#told.has(key)) return
    this.#told.add(key)
    this.found.push(found)
  }

  /** Where it is, and what can be said of it: a hint alone, or one with fixes. */
  extras(advice: string | Advice | null, key?: string): DiagnosticExtras {
    const steps = key === undefined ? this.#steps : [...this.#steps, key]
    const path = steps.length === 0 ? '$' : steps.join('.')
    return typeof advice === 'object' && advice !== null ? { path, ...advice } : { path, hint: advice }
  }
}

/** A value in a few words. */
export function describe(node: Node): string {
  if (node.kind === 'map') return 'a mapping'
  if (node.kind === 'list') return node.items.length === 0 ? 'an empty list' : `a list of ${node.items.length}`
  if (node.value === null) return 'nothing'
  if (typeof node.value === 'number') return `the number ${node.value}`
  if (typeof node.value === 'boolean') return String(node.value)
  const text = node.value.length > 40 ? `${node.value.slice(0, 40)}…` : node.value
  return `the text ${JSON.stringify(text)}`
}
