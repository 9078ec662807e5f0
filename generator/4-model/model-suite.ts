import type { ModelOptions } from '../artifact/app-model.js'
import type { ExpressionModel, PathModel } from '../artifact/expression-model.js'
import { declarationIdentifier } from '../artifact/identifier.js'
import type {
  CheckedExpectation,
  CheckedPersona,
  CheckedScenario,
  CheckedScenarioStep,
  CheckedSuite,
  ExpectationModel,
  PersonaModel,
  ReadValue,
  ScenarioModel,
  ScenarioStepModel,
  SuiteModel,
} from '../artifact/scenario-model.js'
import type { Located } from '../artifact/span.js'
import { compareTexts, inOrder } from './in-order.js'
import { modelGuards } from './model-guards.js'

type Locate = ModelOptions['locate']

/** The personas and the scenarios, in the order in which they are run and reported. */
export function modelSuite({ personas, scenarios }: CheckedSuite, locate: Locate): SuiteModel {
  return {
    personas: inOrder(personas).map((persona) => modelPersona(persona, locate)),
    scenarios: inOrder(scenarios).map((scenario) => modelScenario(scenario, locate)),
  }
}

function modelPersona({ id, at, description, traits, history, tags }: CheckedPersona, locate: Locate): PersonaModel {
  const identifier = declarationIdentifier('persona', id)
  return { id, identifier, origin: locate(at), description, traits, history, tags }
}

function modelScenario(scenario: CheckedScenario, locate: Locate): ScenarioModel {
  const { id, at, tags, persona, principal, session, overrides, captured, steps } = scenario
  return {
    id,
    identifier: declarationIdentifier('scenario', id),
    origin: locate(at),
    tags: [...new Set(tags)].sort(),
    persona,
    principal,
    session,
    overrides: [...overrides].sort((left, right) => compareTexts(left.port, right.port)),
    captured,
    steps: steps.map((step, index) => modelStep(step, { scenario: id, number: index + 1, locate })),
  }
}

interface Place {
  readonly scenario: string
  /** As people count. */
  readonly number: number
  readonly locate: Locate
}

function modelStep({ at, path, trigger, captures, expect }: CheckedScenarioStep, place: Place): ScenarioStepModel {
  const { locate } = place
  return {
    origin: locate(at),
    path,
    trigger: trigger && placed(trigger, locate),
    captures: captures.map((capture) => placed(capture, locate)),
    expect: expect && modelExpectation(expect, place),
  }
}

function placed<Thing extends Located>({ at, ...thing }: Thing, locate: Locate) {
  return { ...thing, origin: locate(at) }
}

function modelExpectation({ written, ...expect }: CheckedExpectation, place: Place): ExpectationModel {
  const { scenario, number, locate } = place
  const guards = modelGuards(expect.guards, locate)
  const identifier = declarationIdentifier('scenario', `${scenario}.step-${number}`)
  return {
    ...placed(expect, locate),
    // The blocks of one scenario are told apart by their steps.
    guards: guards && { ...guards, identifier: `${identifier}Guards` },
    rules: written.map(({ at, text }, index) => {
      const rule = guards?.structural[index]?.rule
      return { origin: locate(at), written: text, values: rule === undefined ? [] : listValues(rule) }
    }),
  }
}

/** The paths of a rule, once each, in the order in which they stand. */
function listValues(rule: ExpressionModel): readonly ReadValue[] {
  const byPath = new Map<string, ReadValue>()
  for (const value of pathsOf(rule)) byPath.set(pathText(value), { path: pathText(value), value })
  return [...byPath.values()]
}

function pathsOf(expression: ExpressionModel): readonly PathModel[] {
  switch (expression.kind) {
    case 'literal':
      return []
    case 'path':
      return [expression]
    case 'list':
      return expression.items.flatMap(pathsOf)
    case 'operator':
      return expression.arguments.flatMap(pathsOf)
  }
}

/** A path as it is written in a spec. */
function pathText({ root, steps, dynamic }: PathModel): string {
  const known = steps.map((step) =>
    step.kind === 'member' ? step.name : step.kind === 'index' ? String(step.index) : 'length',
  )
  return [root, ...known, ...dynamic].join('.')
}
