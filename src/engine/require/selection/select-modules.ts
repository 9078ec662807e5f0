// In: the modules that there are, and a selection. Out: those that guests may require, why each is in or out, and what is wrong
// with the selection. Promised: the modules that were chosen are each there once, in code-unit order of their names.

import type { NativeCapability } from '../../../contract/native.js'
import { closeNames } from '../../../resolve/close-names.js'
import { canonicalName, namesOf } from '../../../resolve/native-names.js'
import { EngineError } from '../../engine-error.js'
import { type ChooseModules, describeSelection, type Selectable, type Selection } from './selection.js'

export interface SelectedModules<Module extends Selectable> {
  readonly chosen: readonly Module[]
  readonly explanation: readonly SelectedModule[]
  /** `ERR_UNKNOWN_MODULE_NAME` and `ERR_SPEC_INVALID`. */
  readonly problems: readonly EngineError[]
}

/** Whether guests may require a module, and which step decided it. */
export interface SelectedModule {
  readonly name: string
  readonly aliases: readonly string[]
  readonly capabilities: readonly NativeCapability[]
  readonly isIn: boolean
  readonly by: string
}

/** Chooses among modules. Without a selection all of them are in: nothing else ever is. */
export function selectModules<Module extends Selectable>(
  modules: readonly Module[],
  selection?: Selection,
): SelectedModules<Module> {
  const table = new Map(modules.map((module) => [canonicalName(module.name), module]))
  const choice = new Choice([...table.values()])
  for (const step of selection === undefined ? [] : stepsOf(selection).reverse()) choice.take(step)
  const names = [...table.keys()].sort()
  return {
    chosen: names.filter((name) => choice.chosen.has(name)).flatMap((name) => table.get(name) ?? []),
    explanation: names.flatMap((name) => explain(table.get(name), choice, name)),
    problems: choice.problems,
  }
}

type Step = Exclude<Selection, { readonly kind: 'pipeline' }>

function stepsOf(selection: Selection): Step[] {
  return selection.kind === 'pipeline' ? selection.steps.flatMap(stepsOf) : [selection]
}

function explain(module: Selectable | undefined, { chosen, deciders }: Choice, name: string): SelectedModule[] {
  if (module === undefined) return []
  const aliases = namesOf(module).filter((alias) => alias !== name)
  const { capabilities } = module
  return [{ name, aliases, capabilities, isIn: chosen.has(name), by: deciders.get(name) ?? everyModule }]
}

const everyModule = 'given, and no selection'
const harmless: readonly NativeCapability[] = ['pure', 'clock', 'random']

// A module that says nothing of what it may do may do anything.
function isHarmless({ capabilities, uses = [] }: Selectable): boolean {
  return capabilities.length > 0 && capabilities.every((one) => harmless.includes(one)) && uses.every(isHarmless)
}

class Choice {
  readonly problems: EngineError[] = []
  /** Who put each module in or out last. */
  readonly deciders = new Map<string, string>()
  chosen: ReadonlySet<string>
  readonly #modules: readonly Selectable[]
  readonly #owners: ReadonlyMap<string, string>

  constructor(modules: readonly Selectable[]) {
    this.#modules = modules
    this.chosen = new Set(modules.map(({ name }) => canonicalName(name)))
    this.#owners = new Map(
      modules.flatMap((module) => namesOf(module).map((name) => [name, canonicalName(module.name)])),
    )
  }

  take(step: Step): void {
    const before = this.chosen
    const label = describeSelection(step)
    this.chosen = new Set(this.#choose(step, label))
    const isOverride = step.kind === 'safe' || step.kind === 'only'
    for (const name of new Set(this.#owners.values()))
      if (isOverride || before.has(name) !== this.chosen.has(name)) this.deciders.set(name, label)
  }

  #choose(step: Step, label: string): readonly string[] {
    const names = 'names' in step ? this.#read(step.names, label) : []
    switch (step.kind) {
      case 'safe':
        return this.#modules.filter(isHarmless).map(({ name }) => canonicalName(name))
      case 'only':
        return names
      case 'exclude':
        return [...this.chosen].filter((name) => !names.includes(name))
      case 'add':
        return [...this.chosen, ...names]
      case 'custom':
        return this.#read(this.#ask(step.choose, label), label)
    }
  }

  #ask(choose: ChooseModules, label: string): readonly unknown[] {
    try {
      const names: unknown = choose([...this.chosen].sort(), [...new Set(this.#owners.values())].sort())
      if (Array.isArray(names)) return names
      this.problems.push(new EngineError('ERR_SPEC_INVALID', `${label} gave no list of names.`, { selection: label }))
    } catch (cause) {
      const said = cause instanceof Error ? cause.message : String(cause)
      this.problems.push(new EngineError('ERR_SPEC_INVALID', `${label} failed: ${said}`, { selection: label, cause }))
    }
    return []
  }

  #read(names: readonly unknown[], label: string): string[] {
    return names.flatMap((name) => {
      const owner = typeof name === 'string' ? this.#owners.get(canonicalName(name)) : undefined
      if (owner === undefined) this.problems.push(unknownName(name, label, [...this.#owners.keys()].sort()))
      return owner ?? []
    })
  }
}

function unknownName(name: unknown, selection: string, available: readonly string[]): EngineError {
  const suggestions = typeof name === 'string' ? closeNames(canonicalName(name), available) : []
  const [nearest] = suggestions
  const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`
  const message = `${selection} names ${JSON.stringify(name)}, and no module is called so.${hint}`
  return new EngineError('ERR_UNKNOWN_MODULE_NAME', message, { name, selection, suggestions, available })
}
