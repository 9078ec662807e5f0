import type { AppModel } from '../../artifact/app-model.js'
import type { ObjectShape } from '../../artifact/value-type.js'
import { functions, kernels, locals, types } from './vocabulary.js'

/** What stands in the module scope of the program under a name that the model decided. */
export type DeclaredKind =
  | 'collection'
  | 'port'
  | 'signal'
  | 'capability'
  | 'action'
  | 'flow'
  | 'projection'
  | 'query'
  | 'mutation'
  | 'route'
  | 'node'
  | 'screen'

/** What the session of the app is called in the program. */
export const sessionName = 'appSession'

/**
 * The names in the module scope of the program. The model's identifiers are unique among themselves; they give way to the
 * names that emitted code always uses, and what is derived from them gives way to them.
 */
export class ProgramNames {
  private readonly taken = new Set<string>([
    ...functions,
    ...kernels,
    ...types,
    ...locals,
    'T',
    'program',
    'deployment',
    'deriveRoles',
    sessionName,
    'surfaces',
  ])
  private readonly declared = new Map<string, string>()
  private readonly readers = new Map<string, string>()
  private readonly sources = new Map<string, string>()
  private readonly outcomes = new Map<string, string>()
  private readonly programs = new Map<string, string>()
  private readonly scopes = new Map<string, string>()
  private readonly emitted = new Set<string>()

  constructor(model: AppModel) {
    const declare = (kind: DeclaredKind, entries: readonly { readonly id: string; readonly identifier: string }[]) => {
      for (const { id, identifier } of entries) this.declared.set(`${kind} ${id}`, this.free(identifier))
    }
    declare('collection', model.collections)
    declare('port', model.ports)
    declare('signal', model.signals)
    declare('capability', model.capabilities)
    declare('action', model.actions)
    declare('flow', model.flows)
    declare('projection', model.projections)
    declare('query', model.queries)
    declare('mutation', model.mutations)
    declare('route', model.routes)
    declare('node', model.views.nodes)
    declare('screen', model.views.screens)
  }

  /** The name of something the model declares. */
  of(kind: DeclaredKind, id: string): string {
    const name = this.declared.get(`${kind} ${id}`)
    if (name === undefined) throw new Error(`bug: the model names the ${kind} ${id} and does not declare it`)
    return name
  }

  /** The function that reads values of a shape; one for each shape. */
  reader(shape: ObjectShape): string {
    const known = this.readers.get(shape.name)
    if (known !== undefined) return known
    const name = this.free(`read${shape.name}`)
    this.readers.set(shape.name, name)
    return name
  }

  /** The type of what the expressions of a screen see, or of a node that several screens show. */
  scope(kind: 'screen' | 'node', id: string): string {
    const known = this.scopes.get(`${kind} ${id}`)
    if (known !== undefined) return known
    const identifier = this.of(kind, id)
    const name = this.free(`${identifier.charAt(0).toUpperCase()}${identifier.slice(1)}Scope`)
    this.scopes.set(`${kind} ${id}`, name)
    return name
  }

  /** The type of what the rows of a join are made from. */
  source(projection: string): string {
    const known = this.sources.get(projection)
    if (known !== undefined) return known
    const identifier = this.of('projection', projection)
    const name = this.free(`${identifier.charAt(0).toUpperCase()}${identifier.slice(1)}Source`)
    this.sources.set(projection, name)
    return name
  }

  /** What becomes of the session when an action ends: `deskCloseOutcome`. */
  outcome(action: string): string {
    const known = this.outcomes.get(action)
    if (known !== undefined) return known
    const name = this.free(`${this.of('action', action).replace(/Action$/, '')}Outcome`)
    this.outcomes.set(action, name)
    return name
  }

  /** An action as flows run it: `deskCloseActionProgram`. */
  program(action: string): string {
    const known = this.programs.get(action)
    if (known !== undefined) return known
    const name = this.free(`${this.of('action', action)}Program`)
    this.programs.set(action, name)
    return name
  }

  /** True once for each shape: its reader is emitted where it is first needed. */
  isFirstReading(shape: ObjectShape): boolean {
    const isFirst = !this.emitted.has(shape.name)
    this.emitted.add(shape.name)
    return isFirst
  }

  /** A name of this form that nothing in the module scope has. */
  free(wanted: string): string {
    let name = wanted
    while (this.taken.has(name)) name += '_'
    this.taken.add(name)
    return name
  }

  /** A name for a value within a function: one that hides nothing of the module scope. */
  local(wanted: string, taken: ReadonlySet<string>): string {
    let name = wanted
    while (this.taken.has(name) || taken.has(name)) name += '_'
    return name
  }
}
