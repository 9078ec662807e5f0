import type { AppModel } from '../../artifact/app-model.js'
import type { EmittedFile } from '../../artifact/file-set.js'
import { emitProjection } from '../program/emit-projection.js'
import { emitSignal } from '../program/emit-signal.js'
import { ProgramFacts } from '../program/program-facts.js'
import { findReachable, type Section } from '../program/reachable.js'
import { Unit } from '../program/unit.js'
import { list } from '../text/code.js'
import { quote } from '../text/literal.js'
import { Writer } from '../text/writer.js'
import { textOf, writeImport, writeSection } from '../typescript/module-text.js'
import { emitLookup } from './emit-lookup.js'
import { emitPersona, emitScenario, type ScenarioNames } from './emit-scenario.js'

/** The name of the file. Nothing that is deployed imports it. */
export const scenariosFile = 'scenarios.ts'

/**
 * `scenarios.ts`: the scenarios of the app as functions and data for the runner of `tenon/testing`; none where the spec
 * has no scenario. A projection that is looked at stands in it once more, so that it needs nothing of the program.
 */
export function emitScenarios(model: AppModel, head: readonly string[]): readonly EmittedFile[] {
  if (model.suite.scenarios.length === 0) return []
  const facts = new ProgramFacts(model)
  const { personas, scenarios } = model.suite
  const personaNames = new Map(personas.map(({ id, identifier }) => [id, identifier]))
  const looked = findLooked(model)
  const lookups = new Map(looked.map(({ id }) => [id, facts.names.free(`${facts.names.of('projection', id)}Query`)]))
  const names: ScenarioNames = {
    persona: (id) => personaNames.get(id) ?? '',
    lookup: (id) => lookups.get(id) ?? '',
  }
  const sections: Section[] = [
    { name: 'personas', units: personas.map((persona) => emitPersona(facts, persona, persona.identifier)) },
    { name: 'signals', units: model.signals.map((signal) => emitSignal(facts, signal)) },
    {
      name: 'projections',
      units: looked.flatMap((projection) => [
        emitProjection(facts, projection),
        emitLookup(facts, projection, names.lookup(projection.id)),
      ]),
    },
    { name: 'scenarios', units: scenarios.map((scenario) => emitScenario(facts, scenario, names)) },
    { name: 'suite', units: [emitSuite(facts, names)] },
  ]
  return [{ path: scenariosFile, text: print(sections, head) }]
}

function findLooked({ suite, projections }: AppModel): AppModel['projections'] {
  const named = suite.scenarios.flatMap(({ steps }) => steps.map(({ expect }) => expect?.projection ?? null))
  return projections.filter(({ id }) => named.includes(id))
}

function emitSuite({ model, names: program }: ProgramFacts, names: ScenarioNames): Unit {
  const unit = new Unit(program)
  const { personas, scenarios } = model.suite
  unit.declare('scenarios', 'The scenarios of the app, in the order in which they run.', (out) => {
    out.block(`export const scenarios: ${unit.type('ScenarioSuite')} = {`, '}', () => {
      out.line(`app: ${quote(model.app.id)},`)
      out.line(`hash: ${quote(model.hash)},`)
      out.code('personas: ', list(personas.map(({ id }) => unit.name(names.persona(id)))), ',')
      out.code('scenarios: ', list(scenarios.map(({ identifier }) => unit.name(identifier))), ',')
    })
  })
  return unit
}

function print(sections: readonly Section[], head: readonly string[]): string {
  const reached = findReachable(sections, 'scenarios')
  const kept = sections.map(({ name, units }) => ({
    name,
    declarations: units.flatMap((unit) => unit.declarations.filter((declaration) => reached.has(declaration.name))),
  }))
  const out = new Writer()
  for (const line of head) out.line(line)
  const mentions = kept.flatMap(({ declarations }) => declarations.map((declaration) => declaration.mentions))
  const values = new Set(mentions.flatMap(({ functions }) => functions))
  const types = new Set(mentions.flatMap((mention) => mention.types))
  writeImport(out, { from: 'tenon/program', values: [...values], types: [...types] })
  if (mentions.some(({ contracts }) => contracts)) out.line("import type * as T from './contracts.js'")
  for (const { name, declarations } of kept) {
    if (declarations.length === 0) continue
    writeSection(out, name)
    declarations.forEach(({ doc, text }, index) => {
      if (index > 0) out.line('')
      out.lines.push(`${doc}${text}`)
    })
  }
  return textOf(out)
}
