import { type Consequence, type RuleId, rules } from './rules.js'

/** One difference between two states of an app. */
export interface Difference {
  readonly rule: RuleId
  readonly consequence: Consequence
  /** What differs: `query "list_board"`. */
  readonly subject: string
  readonly message: string
  /** Where it stood, `app.yaml:41`; null for what was not there. */
  readonly before: string | null
  /** Where it stands now. */
  readonly after: string | null
}

/** What differs, and where it stands on either side. */
export interface Subject {
  readonly name: string
  readonly before: string | null
  readonly after: string | null
}

/** The names in `{braces}` of a text. */
type Holes<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never

type Values<Id extends RuleId> = {
  readonly [Name in Exclude<Holes<(typeof rules)[Id]['text']>, 'subject'>]: string | number
}

/** Makes a difference: the call site names the rule and the values; the table has the words. */
export function difference<Id extends RuleId>(rule: Id, subject: Subject, values: Values<Id>): Difference {
  const { consequence, text } = rules[rule]
  const { name, before, after } = subject
  const all: Readonly<Record<string, string | number>> = { ...values, subject: name }
  const message = text.replace(/\{(\w+)\}/g, (hole, key: string) => String(all[key] ?? hole))
  return { rule, consequence, subject: name, message, before, after }
}
