import type { NativeCapability } from '../../../contract/native.js'

/** What can be selected: a native module, or whatever has its names and capabilities. */
export interface Selectable {
  readonly name: string
  readonly aliases?: readonly string[] | undefined
  readonly capabilities: readonly NativeCapability[]
  /** What does work on its behalf. */
  readonly uses?: readonly Selectable[] | undefined
}

/** One step in choosing which of the given modules guests may require. Steps stand around each other: see `pipeline`. */
export type Selection =
  | { readonly kind: 'safe' }
  | { readonly kind: 'only' | 'exclude' | 'add'; readonly names: readonly string[] }
  | { readonly kind: 'custom'; readonly choose: ChooseModules; readonly label: string }
  | { readonly kind: 'pipeline'; readonly steps: readonly Selection[] }

/** Takes the names that were chosen so far and those that there are, and gives the names to choose. */
export type ChooseModules = (chosen: readonly string[], available: readonly string[]) => readonly string[]

/** What can do no harm: modules that may compute, tell the time and roll dice, and whose helpers may do no more. */
export function safe(): Selection {
  return { kind: 'safe' }
}

/** The named modules, whatever was chosen inside. */
export function only(...names: readonly string[]): Selection {
  return { kind: 'only', names }
}

/** What was chosen inside, without the named modules. */
export function exclude(...names: readonly string[]): Selection {
  return { kind: 'exclude', names }
}

/** What was chosen inside, and the named modules. */
export function add(...names: readonly string[]): Selection {
  return { kind: 'add', names }
}

/** What a function makes of what was chosen inside. `label` is what explanations call it. */
export function custom(choose: ChooseModules, label = 'custom'): Selection {
  return { kind: 'custom', choose, label }
}

/** Steps around each other, the first outermost: `pipeline(add('fs'), safe())` is what is safe, and `fs`. */
export function pipeline(...steps: readonly Selection[]): Selection {
  return { kind: 'pipeline', steps }
}

/** A step as it was written. */
export function describeSelection(selection: Selection): string {
  switch (selection.kind) {
    case 'safe':
      return 'safe()'
    case 'custom':
      return `custom(${selection.label})`
    case 'pipeline':
      return `pipeline(${selection.steps.map(describeSelection).join(', ')})`
    default:
      return `${selection.kind}(${selection.names.map((name) => JSON.stringify(name)).join(', ')})`
  }
}
