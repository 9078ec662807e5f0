import type { Json, JsonObject } from '../../src/contract/json.js'
import type { ExpressionModel, TemplateModel } from './expression-model.js'
import type { CheckedGuards, GuardModel, GuardScopeEntry } from './guard-model.js'
import type { Located } from './span.js'
import type { ShapeField, ValueType } from './value-type.js'

interface PersonaParts {
  readonly id: string
  readonly description: string
  readonly traits: JsonObject
  readonly history: readonly Json[]
  readonly tags: readonly string[]
}

/** Who calls in every step of a scenario, completed. */
export interface PrincipalModel {
  readonly subject: string | null
  readonly claims: JsonObject
  readonly tags: readonly string[]
}

interface ScenarioParts {
  readonly id: string
  readonly tags: readonly string[]
  readonly persona: string | null
  readonly principal: PrincipalModel
  /** What the session is set to at the beginning; null where it is left as it is. */
  readonly session: JsonObject | null
  /** What ports answer in place of their modules. */
  readonly overrides: readonly { readonly port: string; readonly output: Json }[]
  /** Everything that is captured in it, in order. */
  readonly captured: readonly { readonly name: string; readonly type: ValueType }[]
}

interface TriggerParts {
  readonly kind: 'mutation' | 'query' | 'route'
  readonly id: string
  readonly input: TemplateModel | null
  readonly fromCapture: readonly { readonly input: string; readonly capture: string }[]
  /** The inputs that are made up; those that the two above give go before them. */
  readonly generated: readonly ShapeField[]
  readonly status: 'ok' | 'rejected' | 'error'
  readonly code: string | null
  /** What `input` sees. */
  readonly scope: readonly GuardScopeEntry[]
}

interface CaptureParts {
  readonly name: string
  /** Where it stands in the document: `scenarios.first_order.steps.0.capture.ticket`. */
  readonly path: string
  readonly value: ExpressionModel
  readonly scope: readonly GuardScopeEntry[]
}

interface ExpectParts {
  readonly query: string | null
  readonly signal: string | null
  readonly projection: string | null
  readonly flow: string | null
  readonly args: TemplateModel | null
  /** What `args` sees. */
  readonly scope: readonly GuardScopeEntry[]
}

/** All personas and scenarios of a spec, checked. */
export interface CheckedSuite {
  readonly personas: readonly CheckedPersona[]
  readonly scenarios: readonly CheckedScenario[]
}

export interface CheckedPersona extends PersonaParts, Located {}

export interface CheckedScenario extends ScenarioParts, Located {
  readonly steps: readonly CheckedScenarioStep[]
}

export interface CheckedScenarioStep extends Located {
  /** Where it stands in the document: `scenarios.first_order.steps.0`. */
  readonly path: string
  readonly trigger: (TriggerParts & Located) | null
  readonly captures: readonly (CaptureParts & Located)[]
  readonly expect: CheckedExpectation | null
}

export interface CheckedExpectation extends ExpectParts, Located {
  readonly guards: CheckedGuards | null
  /** The structural rules as they are written, in their order. */
  readonly written: readonly WrittenRule[]
}

/** An expression in one line of YAML. */
export interface WrittenRule extends Located {
  readonly text: string
}

/** All personas and scenarios as they are emitted. */
export interface SuiteModel {
  readonly personas: readonly PersonaModel[]
  readonly scenarios: readonly ScenarioModel[]
}

export interface PersonaModel extends PersonaParts {
  readonly identifier: string
  readonly origin: string
}

export interface ScenarioModel extends ScenarioParts {
  readonly identifier: string
  readonly origin: string
  readonly steps: readonly ScenarioStepModel[]
}

export interface ScenarioStepModel {
  readonly origin: string
  readonly path: string
  readonly trigger: (TriggerParts & { readonly origin: string }) | null
  readonly captures: readonly (CaptureParts & { readonly origin: string })[]
  readonly expect: ExpectationModel | null
}

export interface ExpectationModel extends ExpectParts {
  readonly origin: string
  readonly guards: GuardModel | null
  /** For each structural rule: how it is written, and the paths in it, once each in their order. */
  readonly rules: readonly {
    readonly origin: string
    readonly written: string
    readonly values: readonly ReadValue[]
  }[]
}

/** A value that a rule reads, and the path by which it does. */
export interface ReadValue {
  readonly path: string
  readonly value: ExpressionModel
}
