import { dump, load } from 'js-yaml'
import type { Texts } from '../harness/base.js'

/** A way to write a project otherwise without changing what it says. */
export interface Rewriting {
  readonly name: string
  rewrite(text: string): string
}

const styled = (name: string, options: Parameters<typeof dump>[1]): Rewriting => ({
  name,
  rewrite: (text) => dump(load(text), options),
})

/** Other line ends, marks, comments, quotes, styles, orders of keys. */
export const rewritings: readonly Rewriting[] = [
  { name: 'windows line ends', rewrite: (text) => text.replaceAll('\n', '\r\n') },
  { name: 'a mark at the beginning', rewrite: (text) => `\uFEFF${text}` },
  { name: 'a mark and windows line ends', rewrite: (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}` },
  { name: 'a document marker', rewrite: (text) => `---\n${text}` },
  { name: 'an end marker', rewrite: (text) => `${text.trimEnd()}\n...\n` },
  { name: 'a directive', rewrite: (text) => `%YAML 1.2\n---\n${text}` },
  { name: 'a comment before each line', rewrite: (text) => text.replace(/^(?=[^\n])/gm, '# {[ "a note: &x *y\n') },
  { name: 'a comment behind each line', rewrite: (text) => text.replace(/(?<=[^\n])$/gm, ' # "') },
  { name: 'blank lines and spaces', rewrite: (text) => text.replaceAll('\n', '  \n \n\n') },
  { name: 'no line at the end', rewrite: (text) => text.trimEnd() },
  { name: 'JSON', rewrite: (text) => JSON.stringify(load(text), null, 2) },
  { name: 'JSON in one line', rewrite: (text) => JSON.stringify(load(text)) },
  styled('blocks', { flowLevel: -1 }),
  styled('blocks of four spaces', { indent: 4 }),
  styled('flow from the second level', { flowLevel: 2 }),
  styled('flow from the fifth level', { flowLevel: 5 }),
  styled('short lines', { lineWidth: 30 }),
  { name: 'keys in order', rewrite: (text) => dump(sorted(load(text), 1)) },
  { name: 'keys backwards', rewrite: (text) => dump(sorted(load(text), -1)) },
  styled('quotes everywhere', { forceQuotes: true, quoteStyle: 'double' }),
  { name: 'anchors for what stands twice', rewrite: (text) => dump(shared(load(text)), { noRefs: false }) },
]

/** The value with the keys of its mappings by code unit, or backwards: they have no order. */
function sorted(value: unknown, direction: 1 | -1): unknown {
  if (Array.isArray(value)) return value.map((item) => sorted(item, direction))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner, direction)] as const)
  entries.sort(([left], [right]) => (left < right ? -direction : direction))
  return Object.fromEntries(entries)
}

/** The value with equal objects made one, so that they are written once and named elsewhere. */
function shared(value: unknown): unknown {
  const known = new Map<string, unknown>()
  const visit = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one
    const made = Array.isArray(one)
      ? one.map(visit)
      : Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, visit(inner)]))
    const text = JSON.stringify(made)
    const earlier = known.get(text)
    if (earlier === undefined) known.set(text, made)
    return earlier ?? made
  }
  return visit(value)
}

/** Each YAML file of a project, rewritten. */
export function rewriteAll(texts: Texts, { rewrite }: Rewriting): Texts {
  return new Map([...texts].map(([path, text]) => [path, path.endsWith('.yaml') ? rewrite(text) : text]))
}
