import type { Unit } from './unit.js'

/** What an expression may name, and what it is called in the emitted function. */
export interface Scope {
  readonly unit: Unit
  /** The emitted name of a path's root. */
  root(name: string): string
}

/** A scope in which every root keeps its name, unless `names` gives another. */
export function scopeOf(unit: Unit, names: ReadonlyMap<string, string> = new Map()): Scope {
  return { unit, root: (name) => names.get(name) ?? name }
}
