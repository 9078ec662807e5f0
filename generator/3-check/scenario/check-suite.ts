import type { CheckedMutation, CheckedQuery } from '../../artifact/checked-app.js'
import type { CheckedRoute } from '../../artifact/checked-views.js'
import type { SpecSyntax } from '../../artifact/documents.js'
import type { Entry } from '../../artifact/node.js'
import type { CheckedPersona, CheckedSuite } from '../../artifact/scenario-model.js'
import type { PersonaSyntax } from '../../artifact/scenario-syntax.js'
import { semanticJudge } from '../../artifact/standard-ports.js'
import type { Diagnostic } from '../../diagnostic/diagnostic.js'
import type { CheckedDomain } from '../check-domain.js'
import type { Declarations, DeclaredPort } from '../declaration/declarations.js'
import { checkScenario } from './check-scenario.js'
import { gatherContracts } from './entrypoint-contracts.js'

/** The rest of a spec, checked, as scenarios speak of it. */
export interface SuiteSurroundings extends Pick<CheckedDomain, 'actions' | 'projections'> {
  readonly declarations: Declarations
  readonly queries: readonly CheckedQuery[]
  readonly mutations: readonly CheckedMutation[]
  readonly routes: readonly CheckedRoute[]
  readonly found: Diagnostic[]
}

/** Checks the personas and scenarios of a spec. */
export function checkSuite(spec: SpecSyntax, around: SuiteSurroundings): CheckedSuite {
  const { declarations, projections, found } = around
  const personas = spec.personas.map(checkPersona)
  const ports = [...declarations.callables.values()].filter((callable) => callable.kind === 'port')
  const known = {
    contracts: gatherContracts(around),
    projections,
    signals: declarations.signals,
    flows: declarations.flows,
    shown: new Set(around.queries.map(({ projection }) => projection)),
    personas: new Map(personas.map((persona) => [persona.id, persona])),
    session: declarations.session,
    ports: new Map([...ports, judge].map((port) => [port.id, port])),
    found,
  }
  const scenarios = spec.scenarios.map((scenario) => checkScenario(scenario, `scenarios.${scenario.name.text}`, known))
  return { personas, scenarios }
}

// The runtime alone calls it, and a scenario may answer for it as for any other port.
const judge: DeclaredPort = { ...semanticJudge, kind: 'port', at: null }

function checkPersona({ name, value }: Entry<PersonaSyntax>): CheckedPersona {
  const { description, traits, history, tags } = value
  return {
    id: name.text,
    at: name.at,
    description: description.text,
    traits,
    history,
    tags: tags.map(({ text }) => text),
  }
}
