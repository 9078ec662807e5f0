import { capturedName } from '../../artifact/identifier.js'
import type { ExpectationModel, PersonaModel, ScenarioModel, ScenarioStepModel } from '../../artifact/scenario-model.js'
import { emitGuards } from '../program/emit-guards.js'
import type { ProgramFacts } from '../program/program-facts.js'
import { type Code, hang, list, object, sequence } from '../text/code.js'
import { literal, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { typeText } from '../typescript/type-text.js'
import { type FunctionPlace, templateFunction, valueFunction } from './print-function.js'
import { printGenerated } from './print-generated.js'
import { ScenarioUnit } from './scenario-unit.js'

/** The names of what a scenario mentions beside itself. */
export interface ScenarioNames {
  /** The constant of a persona, by id. */
  persona(id: string): string
  /** The constant of the query that shows a projection, by the projection's id. */
  lookup(projection: string): string
}

/** A persona: data, and nothing else. */
export function emitPersona(facts: ProgramFacts, persona: PersonaModel, name: string): ScenarioUnit {
  const unit = new ScenarioUnit(facts.names, '')
  const { id, origin, description, traits, history, tags } = persona
  unit.declare(name, origin, (out) => {
    const data = { id, description, traits, history, tags }
    out.code(`const ${name} = `, literal(data), ` satisfies ${unit.type('Persona')}`)
  })
  return unit
}

/** A scenario: one constant, with the type of its captures and the blocks of its guards before it. */
export function emitScenario(facts: ProgramFacts, scenario: ScenarioModel, names: ScenarioNames): ScenarioUnit {
  const unit = new ScenarioUnit(facts.names, capturedName(scenario.id))
  const { id, identifier, origin, tags, persona, principal, session, overrides, steps } = scenario
  declareCaptured(unit, scenario)
  const writer = new StepWriter({ unit, persona: persona === null ? null : names.persona(persona) }, names)
  const guards = steps.map(({ expect }) => (expect?.guards ? emitGuards(facts, unit, expect.guards) : null))
  unit.declare(identifier, origin, (out) => {
    out.block(`const ${identifier}: ${unit.type('ScenarioProgram')} = {`, '}', () => {
      out.line(`id: ${quote(id)},`)
      out.code('tags: ', literal(tags), ',')
      out.line(`persona: ${persona === null ? 'null' : unit.name(names.persona(persona))},`)
      out.code('principal: ', literal(principal), ',')
      out.code('session: ', literal(session), ',')
      out.code('overrides: ', list(overrides.map((override) => literal(override))), ',')
      out.block('steps: [', '],', () => {
        steps.forEach((step, index) => {
          writer.step(step, guards[index] ?? null, out)
        })
      })
    })
  })
  return unit
}

function declareCaptured(unit: ScenarioUnit, { id, captured }: ScenarioModel): void {
  const name = capturedName(id)
  unit.declareType(name, (out) => {
    if (captured.length === 0) {
      out.line(`type ${name} = object`)
      return
    }
    out.block(`interface ${name} {`, '}', () => {
      for (const { name: member, type } of captured) out.line(`readonly ${member}: ${typeText(type, unit.contract)}`)
    })
  })
}

/** Writes the steps of one scenario. */
class StepWriter {
  private readonly place: FunctionPlace
  private readonly names: ScenarioNames

  constructor(place: FunctionPlace, names: ScenarioNames) {
    this.place = place
    this.names = names
  }

  step({ origin, path, trigger, captures, expect }: ScenarioStepModel, guards: string | null, out: Writer): void {
    out.block('{', '},', () => {
      out.line(`place: ${quote(origin)},`)
      out.line(`path: ${quote(path)},`)
      if (trigger !== null) this.trigger(trigger, out)
      if (captures.length > 0) this.captures(captures, out)
      if (expect !== null) this.expectation(expect, guards, out)
    })
  }

  private trigger(trigger: NonNullable<ScenarioStepModel['trigger']>, out: Writer): void {
    const { origin, kind, id, input, scope, fromCapture, generated, status, code } = trigger
    out.block('trigger: {', '},', () => {
      out.line(`place: ${quote(origin)},`)
      out.line(`kind: ${quote(kind)},`)
      out.line(`id: ${quote(id)},`)
      if (input !== null) out.code('input: ', templateFunction(this.place, input, scope), ',')
      if (fromCapture.length > 0) {
        out.code('fromCapture: ', list(fromCapture.map((one) => literal(one))), ',')
      }
      if (generated.length > 0) {
        out.code('generate: ', hang('(make) =>', sequence('(', printGenerated(generated), ')')), ',')
      }
      out.line(`status: ${quote(status)},`)
      out.code('code: ', literal(code), ',')
    })
  }

  private captures(captures: ScenarioStepModel['captures'], out: Writer): void {
    out.block('captures: [', '],', () => {
      for (const { origin, path, name, value, scope } of captures) {
        out.block('{', '},', () => {
          out.line(`place: ${quote(origin)},`)
          out.line(`path: ${quote(path)},`)
          out.line(`name: ${quote(name)},`)
          out.code('value: ', valueFunction(this.place, value, scope), ',')
        })
      }
    })
  }

  private expectation(expect: ExpectationModel, guards: string | null, out: Writer): void {
    const { unit } = this.place
    const { origin, query, signal, projection, flow, args, scope } = expect
    out.block('expect: {', '},', () => {
      out.line(`place: ${quote(origin)},`)
      if (query !== null) out.line(`query: ${quote(query)},`)
      if (signal !== null) out.line(`signal: ${quote(signal)},`)
      if (projection !== null) {
        const lookup = unit.name(this.names.lookup(projection))
        out.code('projection: ', object([`id: ${quote(projection)}`, `query: ${lookup}`]), ',')
      }
      if (flow !== null) out.line(`flow: ${quote(flow)},`)
      if (args !== null) out.code('args: ', templateFunction(this.place, args, scope), ',')
      if (guards === null) return
      out.line(`guards: ${unit.name(guards)},`)
      if (expect.rules.length > 0) this.rules(expect, out)
    })
  }

  private rules({ rules, guards }: ExpectationModel, out: Writer): void {
    out.block('rules: [', '],', () => {
      for (const { origin, written, values } of rules) {
        out.block('{', '},', () => {
          out.line(`place: ${quote(origin)},`)
          out.line(`written: ${quote(written)},`)
          const read = values.map(({ path, value }): Code => {
            const reader = valueFunction(this.place, value, guards?.scope ?? [])
            return object([`path: ${quote(path)}`, sequence('read: ', reader)])
          })
          out.code('values: ', list(read), ',')
        })
      }
    })
  }
}
