import type { SurfaceType } from '../../src/contract/surface.js'
import { filledList, mapOf, mapping, text, words } from './make-shape.js'
import { requirementsShape } from './requirements-shape.js'
import { type Key, type MappingShape, optional, required } from './shape.js'

const clauseShape = mapping('a clause', {
  key: required(text('filled'), 'What of the request is looked at: path, method, query.kind.'),
  op: required(words('eq', 'path_template', 'prefix', 'exists'), 'How it is compared.'),
  value: optional({ kind: 'json' }, 'What it is compared with; "exists" has none.'),
})

const dispatchShape = mapping('a dispatch', {
  matcher: required(
    mapping('the matcher of a dispatch', {
      surfaceType: required(text('filled'), 'The surface, once more.'),
      clauses: required(filledList('clauses', clauseShape), 'What must hold of a request.'),
      priorityBias: optional(
        { kind: 'integer', least: Number.MIN_SAFE_INTEGER },
        'Raises the score by a thousand for each.',
      ),
    }),
    'What is matched in place of the other keys.',
  ),
})

const bind = required(mapOf('inputs to sources', 'any', text('filled')), 'Where each input comes from, as bucket.name.')
const dispatch = optional({ kind: 'named', name: 'dispatch' }, 'A matcher of your own making.')
const method = optional(text('filled'), 'The method of the request.')
const path = optional(text('filled'), 'The path: literals, :name, and * for the rest.')

const command = optional(
  mapping('a command', {
    path: required(text('filled'), 'The words of the command.'),
    when: optional(
      mapping('the condition of a command', {
        flags: optional(mapOf('flags to literals', 'any', { kind: 'json' }), 'What flags must be.'),
      }),
      'It is this command only when this holds.',
    ),
  }),
  'The words that it begins with.',
)

function binding(type: SurfaceType, keys: Readonly<Record<string, Key>>): MappingShape {
  return mapping(`a binding of the ${type} surface`, { bind, ...keys, 'x-dispatch': dispatch })
}

/** What stands under several keys of the wiring, by the name that they have for it. */
export const wiringShapes: Readonly<Record<string, MappingShape>> = {
  dispatch: dispatchShape,
  http_binding: binding('http', { method, path }),
  web_binding: binding('web', { path, route: optional(text('filled'), 'The route that is asked for.') }),
  cli_binding: binding('cli', { command }),
  webhook_binding: binding('webhook', {
    method,
    path,
    source: optional(text('filled'), 'Who sends it, as the host knows its senders.'),
  }),
}

function surface(type: SurfaceType): Key {
  const bindings = mapOf('entrypoints to bindings', 'any', { kind: 'named', name: `${type}_binding` })
  const shape = mapping(`the ${type} surface`, {
    queries: optional(bindings, 'The queries that it reaches.'),
    mutations: optional(bindings, 'The mutations that it reaches.'),
    routes: optional(bindings, 'The routes that it reaches.'),
  })
  return optional(shape, `What the ${type} surface reaches.`)
}

export const wiringShape: MappingShape = mapping('the wiring', {
  surfaces: optional(
    {
      ...mapping('the set of surfaces', {
        http: surface('http'),
        web: surface('web'),
        cli: surface('cli'),
        webhook: surface('webhook'),
      }),
      unknownKeyIs: 'the surface',
    },
    'The ways in, by type.',
  ),
  requirements: optional(requirementsShape, 'How ports are reached.'),
})
