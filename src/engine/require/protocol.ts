// What guest code asks of the host when it requires, and what it is answered. All of it is JSON.

import type { Crossing } from '../../contract/native.js'

export interface ModuleFailure {
  readonly kind: 'failure'
  readonly code: string
  readonly message: string
  /** What the guest's error has beside its code and message. */
  readonly properties: Readonly<Record<string, Crossing>>
  /** The message of what lies behind it; null for nothing. */
  readonly cause: string | null
}

export type ResolveAnswer =
  | { readonly kind: 'native' | 'file' | 'json' | 'module'; readonly id: string }
  | ModuleFailure

export type LoadAnswer =
  | { readonly kind: 'file'; readonly code: string }
  | { readonly kind: 'json'; readonly text: string }
  | ModuleFailure

export interface NativeAnswer {
  /** Null: guests get the host functions themselves. */
  readonly guestCode: string | null
  /** What its guest code may require, by the names that it uses, and which native each is. */
  readonly uses: Readonly<Record<string, string>>
}

/** The names that an ES module of something else exports; null where it could not be evaluated. */
export type ExportedNames = readonly string[] | null
