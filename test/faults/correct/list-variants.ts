import { baseNames, openBase, type Texts } from '../harness/base.js'
import { edited } from '../harness/fault.js'
import { corrects, renamed } from './by-hand.js'
import { rewriteAll, rewritings } from './rewrite-text.js'
import { rewordings } from './rewrite-values.js'

/** A correct project, made of a base. */
export interface Variant {
  readonly name: string
  readonly base: string
  readonly texts: Texts
  /** The codes of the warnings that it has, in order of code. */
  readonly warnings: readonly string[]
  /** Whether it says the same as its base in other signs, so that the same comes of it. */
  readonly isRewritten: boolean
}

let listed: readonly Variant[] | null = null

/** Every correct variant of every base. */
export function listVariants(): readonly Variant[] {
  listed ??= baseNames.flatMap(variantsOf)
  return listed
}

function variantsOf(base: string): readonly Variant[] {
  const { texts } = openBase(base)
  const made = (name: string, changed: Texts, isRewritten = false): Variant => ({
    name: `${base}: ${name}`,
    base,
    texts: changed,
    warnings: [],
    isRewritten,
  })
  return [
    made('as it is', texts),
    ...rewritings.map((one) => made(one.name, rewriteAll(texts, one), true)),
    ...rewordings.map((one) => made(one.name, one.reword(texts))),
    ...corrects
      .filter((one) => one.base === base)
      .map((one) => ({ ...made(one.name, edited(texts, one.edits)), warnings: one.warnings })),
    ...(renamed[base] ?? []).map((word) => made(`another name for ${word}`, rename(texts, word))),
  ]
}

/** YAML with another word wherever one stands by itself; names of files and of what code calls stay. */
function rename(texts: Texts, word: string): Texts {
  const whole = new RegExp(`(?<![\\w/-])${word}(?![\\w/-]|\\.(?:mjs|ts|yaml)\\b)`, 'g')
  return new Map(
    [...texts].map(([path, text]) => [path, path.endsWith('.yaml') ? text.replace(whole, `${word}_2`) : text]),
  )
}
