import type { Failure, Violation } from './envelope.js'
import type { GuardProgram } from './guard.js'
import type { Json, JsonObject } from './json.js'
import type { QueryProgram } from './program.js'
import type { SignalContext } from './signal-context.js'

// What the generator emits as `scenarios.ts` and the runner of scenarios runs. Functions use method syntax, so that one
// over exact types stands where the runner knows only that it takes an object.

/** The scenarios of an app, compiled together with its program. */
export interface ScenarioSuite {
  readonly app: string
  /** The hash of the program that they belong to. */
  readonly hash: string
  /** In code-unit order of id. */
  readonly personas: readonly Persona[]
  /** In code-unit order of id: the order in which they run. */
  readonly scenarios: readonly ScenarioProgram[]
}

/** A caller as scenarios describe one. */
export interface Persona {
  readonly id: string
  readonly description: string
  readonly traits: JsonObject
  readonly history: readonly Json[]
  readonly tags: readonly string[]
}

export interface ScenarioProgram {
  readonly id: string
  readonly tags: readonly string[]
  readonly persona: Persona | null
  /** The caller of every step; its roles are derived by the app. */
  readonly principal: { readonly subject: string | null; readonly claims: JsonObject; readonly tags: readonly string[] }
  /** What the session is set to at the beginning, beside its defaults; null: it is left as it is. */
  readonly session: JsonObject | null
  /** What ports answer in place of their modules. */
  readonly overrides: readonly PortOverride[]
  readonly steps: readonly ScenarioStep[]
}

export interface PortOverride {
  readonly port: string
  readonly output: Json
}

/** One step: what it has is done in this order. */
export interface ScenarioStep {
  /** Where it stands: `app.yaml:41`. */
  readonly place: string
  /** The same within the document: `scenarios.first_order.steps.0`. */
  readonly path: string
  readonly trigger?: ScenarioTrigger
  readonly captures?: readonly ScenarioCapture[]
  readonly expect?: ScenarioExpectation
}

/** A call, and how it must end. */
export interface ScenarioTrigger {
  readonly place: string
  readonly kind: 'mutation' | 'query' | 'route'
  readonly id: string
  /** The input as far as it is written; its members go before all others. */
  input?(scope: object): unknown
  /** Inputs that captures fill; they go before what is made up. */
  readonly fromCapture?: readonly { readonly input: string; readonly capture: string }[]
  /** The inputs that are made up. */
  generate?(make: InputMaker): JsonObject
  readonly status: 'ok' | 'rejected' | 'error'
  /** A code that the refusal or the failure must have; null for any. */
  readonly code: (Failure | Violation)['code'] | null
}

/** Makes up inputs: the same for the same scenario, step, persona and field, and different for others. */
export interface InputMaker {
  text(field: string): string
  id(field: string): string
  int(field: string): number
  number(field: string): number
  bool(field: string): boolean
  timestamp(field: string): string
  oneOf<Value extends Json>(field: string, values: readonly Value[]): Value
  list(field: string, item: (field: string) => Json): readonly Json[]
}

export interface ScenarioCapture {
  readonly place: string
  readonly path: string
  readonly name: string
  value(scope: object): unknown
}

/** What must hold after a step. Each of the four that is there is checked, in this order; then the guards. */
export interface ScenarioExpectation {
  readonly place: string
  readonly query?: string
  readonly signal?: string
  /** The projection by its id, and a query that shows it as it is, to whoever asks. */
  readonly projection?: { readonly id: string; readonly query: QueryProgram }
  /** A flow that must have completed a run. */
  readonly flow?: string
  args?(scope: object): unknown
  readonly guards?: GuardProgram
  /** For each structural rule of the guards, in their order. */
  readonly rules?: readonly ScenarioRule[]
}

/** A structural rule as people read it. */
export interface ScenarioRule {
  readonly place: string
  /** The expression, in one line of YAML. */
  readonly written: string
  /** Every value that it reads, by path. */
  readonly values: readonly ScenarioValue[]
}

export interface ScenarioValue {
  readonly path: string
  read(scope: object): unknown
}

/** A signal of a call as scenarios see it. */
export interface EmittedSignal extends SignalContext {
  readonly payload: unknown
}
