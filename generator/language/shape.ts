import type { TextForm } from './text-form.js'

/**
 * What may stand at one place of a document, as plain data: the parser checks documents against it, and the editor
 * schema is printed from it. `about` is one short phrase in the author's words, fit to stand after "must be".
 */
export type Shape =
  | TextShape
  | WordShape
  | IntegerShape
  | NumberShape
  | { readonly kind: 'json' | 'type' | 'scalar-type' | 'expression' | 'boolean' }
  | NullableShape
  | TemplateShape
  | MappingShape
  | MapShape
  | ListShape
  | TupleShape
  | FormChoice
  | KeyChoice
  | WordChoice
  | { readonly kind: 'named'; readonly name: string }

export interface TextShape {
  readonly kind: 'text'
  readonly form: TextForm
}

/** The code of a wrong value where it has one of its own. */
export type OwnMistake =
  | 'guest_limits_invalid_error'
  | 'projection_plan_invalid_error'
  | 'guard_policy_invalid'
  | 'invariant_policy_invalid'
  | 'reachability_mode_invalid'
  | 'scenario_ir_invalid_error'
  | 'spec_invariant_invalid_error'

/** One of a few words. */
export interface WordShape {
  readonly kind: 'word'
  readonly words: readonly string[]
  readonly mistake?: OwnMistake
  /** What another word is called where such words are kinds of things that may come: "the rollback mode". */
  readonly unknownWordIs?: string
}

export interface IntegerShape {
  readonly kind: 'integer'
  readonly least: number
  readonly most?: number
}

/** A number between two, which may be either of them. */
export interface NumberShape {
  readonly kind: 'number'
  readonly least: number
  readonly most: number
}

/** A shape, or null. */
export interface NullableShape {
  readonly kind: 'nullable'
  readonly shape: Shape
}

/**
 * `any`: whatever data; `mapping`: a mapping or what computes one; `members`: a mapping that names its members, `{}` for
 * all that there are; `arguments`: the same, `{}` for none; `event`: arguments among which `{ $from: row.id }` reads what
 * set an interaction off.
 */
export interface TemplateShape {
  readonly kind: 'template'
  readonly form: 'any' | 'mapping' | 'members' | 'arguments' | 'event'
}

/** A mapping with a fixed set of keys. */
export interface MappingShape {
  readonly kind: 'mapping'
  /** As in "the app" or "a join edge". */
  readonly name: string
  readonly keys: Readonly<Record<string, Key>>
  /** What stands under every other key; absent: there may be no other. */
  readonly rest?: Shape
  /** What a key outside the set is called where such keys are kinds of things that may come: "the access rule". */
  readonly unknownKeyIs?: string
  /** That one file of a spec has to give all of it. Otherwise several may, each some of its keys. */
  readonly isWhole?: true
  /** What a wrong shape within it is, unless a shape within says otherwise. */
  readonly mistake?: OwnMistake
}

/** One key of a fixed set. */
export type Key = HeldKey | RefusedKey

export interface HeldKey {
  readonly need: 'required' | 'optional'
  readonly about: string
  readonly shape: Shape
}

/** A key that belongs to the language, and not to this place: `problem` says why. */
export interface RefusedKey {
  readonly need: 'refused'
  readonly about: string
  readonly code: 'guard_policy_error'
  readonly problem: string
}

/** A mapping whose keys are the author's names. */
export interface MapShape {
  readonly kind: 'map'
  readonly about: string
  /** What an entry is called, as in "collection". */
  readonly one: string
  readonly names: TextForm
  readonly entry: Shape
}

export interface ListShape {
  readonly kind: 'list'
  readonly about: string
  readonly item: Shape
  readonly least: number
  /** That a word stands in it once. */
  readonly once?: true
}

/** A list of a fixed length. */
export interface TupleShape {
  readonly kind: 'tuple'
  readonly about: string
  readonly items: readonly Shape[]
}

/** A mapping or a list. */
export interface FormChoice {
  readonly kind: 'form-choice'
  readonly mapping: MappingShape | MapShape
  readonly list: ListShape
}

/** One of several mappings, told apart by which keys are there. */
export interface KeyChoice {
  readonly kind: 'key-choice'
  /** As in "a step". */
  readonly name: string
  /** A case is meant when one of its marks is there; marks of two cases are an error. */
  readonly cases: readonly KeyCase[]
  /** The case where no mark is there; null where that is an error. */
  readonly otherwise: MappingShape | null
}

export interface KeyCase {
  readonly marks: readonly string[]
  readonly shape: MappingShape | RefusedShape
}

/** A case that belongs to the language and is not compiled, or not at this place; `what` says which. */
export interface RefusedShape {
  readonly kind: 'refused'
  readonly what: string
}

/** One of several mappings, told apart by the word under one key. */
export interface WordChoice {
  readonly kind: 'word-choice'
  /** As in "a projection". */
  readonly name: string
  readonly key: string
  readonly about: string
  readonly cases: Readonly<Record<string, MappingShape | RefusedShape>>
  /** Whether a key that only another case has is a wrong shape, which names the cases that have it, or just unknown. */
  readonly foreignKeyIs: 'invalid' | 'unknown'
}

/** A whole document: its root, and the shapes that are named because they hold themselves. */
export interface Grammar {
  readonly root: MappingShape
  readonly named: Readonly<Record<string, Shape>>
}

export function required(shape: Shape, about: string): Key {
  return { need: 'required', about, shape }
}

export function optional(shape: Shape, about: string): Key {
  return { need: 'optional', about, shape }
}
