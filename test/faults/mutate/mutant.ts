import type { Located } from '../../../generator/artifact/span.js'
import type { Base } from '../harness/base.js'
import type { Finding } from '../harness/check-texts.js'
import { lineAt, splice } from './edit.js'

/** A base with one fault in it, and what is to be found. */
export interface Mutant {
  readonly name: string
  readonly base: Base
  readonly file: string
  readonly text: string
  readonly wanted: readonly Finding[]
}

/** Something that is to be found, at an offset of the text as it is after the change. */
export interface Wanted {
  readonly code: string
  readonly at: number
}

export function mutant(base: Base, file: string, name: string, text: string, wanted: readonly Wanted[]): Mutant {
  const findings = wanted.map(({ code, at }) => `${code} ${file}:${lineAt(text, at)}`).sort()
  return { name: `${base.name} ${file} ${name}`, base, file, text, wanted: findings }
}

/** The same with one piece of the text replaced, and the fault where the piece begins. */
export function replaced(
  base: Base,
  {
    file,
    path,
    operator,
    code,
  }: { readonly file: string; readonly path: string; readonly operator: string; readonly code: string },
  { start, end, by }: { readonly start: number; readonly end: number; readonly by: string },
): Mutant {
  const text = splice(base.texts.get(file) ?? '', start, end, by)
  return mutant(base, file, `${operator} ${path}`, text, [{ code, at: start }])
}

/** The written form of a scalar with something behind it, in quotes where it had some. */
export function withTail(text: string, { node: { at } }: { readonly node: Located }, tail: string): string {
  const written = text.slice(at.start, at.end)
  const quote = /^["']/.exec(written)?.[0]
  return quote === undefined ? `${written}${tail}` : `${written.slice(0, -1)}${tail}${quote}`
}
