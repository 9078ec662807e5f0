import type { Declaration, Unit } from './unit.js'

/** The units of one kind, in the order of the model. */
export interface Section {
  readonly name: string
  readonly units: readonly Unit[]
}

/**
 * The names that the program needs: what `program` mentions, and what that mentions. An action that no mutation and no flow runs
 * is checked and not emitted, for nothing could call it.
 */
export function findReachable(sections: readonly Section[], root: string): ReadonlySet<string> {
  const declarations = new Map<string, Declaration>()
  for (const { units } of sections) {
    for (const unit of units)
      for (const declaration of unit.declarations) declarations.set(declaration.name, declaration)
  }
  const reached = new Set([root])
  for (const name of reached) {
    for (const mentioned of declarations.get(name)?.mentions.names ?? []) reached.add(mentioned)
  }
  return reached
}
