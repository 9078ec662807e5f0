// What guest code asks of the host when it requires, and what it is answered. All of it is JSON.

import type { Crossing } from '../../contract/native.js'

/** Why a module cannot be had, as the guest's error will say it. */
export interface ModuleFailure {
  readonly kind: 'failure'
  readonly code: string
  readonly message: string
  /** What the error has beside its code and message. */
  readonly properties: Readonly<Record<string, Crossing>>
  /** What lies behind it, in words; null for nothing. */
  readonly cause: string | null
}

export type ResolveAnswer =
  | { readonly kind: 'native' | 'file' | 'json' | 'module'; readonly id: string }
  | ModuleFailure

/** `compiled`: the function of the module was handed over under `modulesKey`. */
export type LoadAnswer =
  | { readonly kind: 'compiled' }
  | { readonly kind: 'json'; readonly text: string }
  | ModuleFailure

/** The same for the guest code of a native; `functions`: guests get its host functions themselves. */
export type NativeAnswer =
  | { readonly kind: 'compiled'; readonly uses: Readonly<Record<string, string>> }
  | { readonly kind: 'functions' }
  | ModuleFailure

/** The key, in the registry of symbols, of what sources evaluated by the host hand over and take. */
export const modulesKey = 'tenon.modules'

/** What natives are called among ES modules; no path begins so. */
export const nativePrefix = 'native:'

/** What functions that sources are compiled to take, in order. */
export const fileParameters = ['exports', 'require', 'module', '__filename', '__dirname'] as const
export const nativeParameters = ['module', 'exports', 'require', 'host', 'hook'] as const
