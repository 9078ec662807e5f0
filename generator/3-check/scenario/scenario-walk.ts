import type { GuardScopeEntry } from '../../artifact/guard-model.js'
import { capturedName } from '../../artifact/identifier.js'
import type { Text } from '../../artifact/node.js'
import type { CheckedPersona } from '../../artifact/scenario-model.js'
import type { ValueType } from '../../artifact/value-type.js'
import type { Diagnostic } from '../../diagnostic/diagnostic.js'
import { type Context, callRoots, type Scope, scopeOf, typeOfShape } from '../expression/scope.js'
import type { DeclaredSession } from '../session/declared-session.js'
import { typeOfJson } from '../template/template-type.js'
import { isNullable, unknownType, withoutNull } from '../type/nullable.js'
import { envelopeType, signalsType } from './call-types.js'
import type { EntrypointContract } from './entrypoint-contracts.js'
import type { LaterCaptures } from './find-early-uses.js'

/** The last call of a scenario. `contract` is null for one that does not exist: of its answer nothing is known. */
export interface Called {
  readonly contract: EntrypointContract | null
  readonly status: 'ok' | 'rejected' | 'error'
}

/** Something that is captured: under which name, in which step, and of which type. */
export interface Captured {
  readonly name: Text
  readonly step: number
  readonly type: ValueType
}

export interface ScenarioStart {
  readonly id: string
  /** Null where the scenario names none; `'unknown'` for one that does not exist, which has been told. */
  readonly persona: CheckedPersona | 'unknown' | null
  readonly session: DeclaredSession
  /** Every capture of the scenario by name, with the index of its step. */
  readonly steps: ReadonlyMap<string, number>
  readonly found: Diagnostic[]
}

type Roots = readonly (readonly [string, ValueType])[]

const none: Roots = []

/** One scenario while its steps are checked in order: what has been called and captured so far. */
export class ScenarioWalk {
  readonly captured = new Map<string, Captured>()
  /** The trigger that has run last. */
  called: Called | null = null
  /** What the last query or projection that was expected has given. */
  expected: ValueType | null = null
  private readonly start: ScenarioStart

  constructor(start: ScenarioStart) {
    this.start = start
  }

  context(path: string, scope: Scope): Context {
    return { scope, path, found: this.start.found }
  }

  /** What inputs and arguments see. */
  before(place: string): Scope {
    const roots = [...this.known(), ...this.ofCaller()]
    return scopeOf(place, roots)
  }

  /** What captures see: the answer of the last trigger, too. */
  after(): Scope {
    const roots = [...this.known(), ...this.ofCaller(), ...this.ofCall()]
    return scopeOf(this.describe('a capture'), roots)
  }

  /** What captures of the list form see by their sources. */
  sources(): Scope {
    const { place, roots } = this.after()
    const last = scopeOf(place, this.ofLast())
    return { place, roots: new Map([...roots, ...last.roots]) }
  }

  /** What the guards of an expectation see; `looked` is what they look at in place of the answer of the last trigger. */
  guarding(looked: Roots | null, signal: Roots): Scope {
    const answer = looked ?? (this.called === null ? none : this.ofAnswer(this.called))
    const place = looked === null ? this.describe('a guard of this expectation') : 'a guard of this expectation'
    return scopeOf(place, [...this.known(), ...answer, ...signal])
  }

  /** The captures that are made only behind what is checked now. */
  get later(): LaterCaptures {
    const names = [...this.start.steps].filter(([name]) => !this.captured.has(name))
    return new Map(names.map(([name, index]) => [name, index + 1]))
  }

  private known(): Roots {
    const made = [...this.captured].map(([name, { type }]) => [name, type] as const)
    // What is captured later is reported by a rule of its own; here nothing is known of it.
    const later = [...this.later.keys()].map((name) => [name, unknownType] as const)
    const fields = [...made, ...later].map(([name, type]) => ({ name, required: !isNullable(type), type }))
    fields.sort((left, right) => (left.name < right.name ? -1 : 1))
    return [['captured', typeOfShape({ name: capturedName(this.start.id), complete: true, fields })]]
  }

  private ofCaller(): Roots {
    const { persona, session } = this.start
    const roots = callRoots.filter(([name]) => name === 'principal')
    if (session.shape.fields.length > 0) roots.push(['session', typeOfShape(session.shape)])
    if (persona === null) return roots
    if (persona === 'unknown') return [...roots, ['persona', unknownType]]
    const { id, description, traits, history, tags } = persona
    return [...roots, ['persona', typeOfJson({ id, description, traits, history, tags })]]
  }

  private ofCall(): Roots {
    if (this.called === null) return none
    const ctx = callRoots.filter(([name]) => name === 'ctx')
    return [...this.ofAnswer(this.called), ['signals', signalsType], ...ctx]
  }

  /** A call that must not end well gives no output. */
  private ofAnswer({ contract, status }: Called): Roots {
    const output = contract?.output ?? unknownType
    const result = ['result', envelopeType(output)] as const
    if (status !== 'ok') return [result]
    return contract !== null && contract.row === null
      ? [result, ['output', output]]
      : [result, ['output', output], ['rows', rowsOf(output)]]
  }

  /** What no expression can name. */
  private ofLast(): Roots {
    return [
      ['lastPayload', unknownType],
      ['lastExpectation', this.expected ?? unknownType],
    ]
  }

  private describe(place: string): string {
    if (this.called === null) return `${place}, before which nothing was called,`
    return this.called.status === 'ok' ? place : `${place} behind a call that must end ${this.called.status}`
  }
}

/** The type of the rows of a query's output. */
export function rowsOf(output: ValueType): ValueType {
  const rows = output.kind === 'object' ? output.shape.fields.find(({ name }) => name === 'rows') : undefined
  return rows?.type ?? unknownType
}

/** Everything that a scope holds, for whoever prints functions over it. */
export function listScope({ roots }: Scope): readonly GuardScopeEntry[] {
  return [...roots].map(([name, { identifier, type }]) => ({ name, identifier, type }))
}

/** A capture of nothing is an error, so what is captured is never null. */
export function capturedType(type: ValueType): ValueType {
  return withoutNull(type)
}
