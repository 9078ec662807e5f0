import type { AppModel, PortModel } from '../../../generator/artifact/app-model.js'
import type { ObjectShape } from '../../../generator/artifact/value-type.js'

/** A model of an app in which nothing is declared but ports that take the given shapes. */
export function modelOfPorts(shapes: readonly ObjectShape[]): AppModel {
  const output = { name: 'NothingOutput', fields: [] }
  const ports = shapes.map((input): PortModel => {
    const id = `port.${input.name}`
    const identifier = `port${input.name}`
    return {
      id,
      identifier,
      origin: 'app.yaml:1',
      version: '1.0.0',
      effects: ['compute'],
      input,
      output,
      contractHash: '',
    }
  })
  return {
    app: { id: 'bare', name: 'Bare', tz: 'UTC' },
    history: null,
    compilerVersion: '0.1.0',
    specHash: '0'.repeat(64),
    hash: '0'.repeat(64),
    shapes: [],
    collections: [],
    signals: [],
    capabilities: [],
    ports,
    actions: [],
    flows: [],
    projections: [],
    queries: [],
    mutations: [],
    routes: [],
    views: { nodeIds: [], nodes: [], screens: [] },
    subscriptions: [],
    session: null,
    surfaces: [],
    access: { defaultPolicy: 'deny', roles: [] },
    suite: { personas: [], scenarios: [] },
    requirements: [],
    composition: {
      deployment: null,
      target: 'node',
      bindings: [],
      modules: [],
      guests: [],
      guestNatives: [],
      presetNatives: [],
      needs: [],
    },
  }
}
