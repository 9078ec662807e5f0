import { actionShape, stepShape } from './action-shape.js'
import { capabilityShape } from './capability-shape.js'
import { mutationShape, queryShape, routeShape } from './entrypoint-shape.js'
import { flowShape, flowStepShape } from './flow-shape.js'
import { guardShape, invariantShape } from './guard-shape.js'
import { fieldMap, list, mapOf, mapping, onceEach, text } from './make-shape.js'
import { projectionShape } from './projection-shape.js'
import { personaShape, scenarioShape } from './scenario-shape.js'
import { sessionShape } from './session-shape.js'
import { type Grammar, type MappingShape, optional, required } from './shape.js'
import { viewsShape } from './views-shape.js'
import { wiringShape, wiringShapes } from './wiring-shape.js'

const historyShape = mapping('the history of the app', {
  enabled: optional({ kind: 'boolean' }, 'Whether each emitted signal is recorded; false where it is absent.'),
  provider: optional(text('provider-range'), 'A hint at what may serve it; the module manifest decides.'),
  retention: optional(text('duration'), 'How long a record is kept; for ever where it is absent.'),
})

const appShape: MappingShape = {
  ...mapping('the app', {
    id: required(text('app-id'), 'The stable identity of the app.'),
    name: required(text('filled'), 'The name that people read.'),
    tz: required(text('zone'), 'The time zone in which times are shown.'),
    history: optional(historyShape, 'Whether each emitted signal is recorded.'),
  }),
  isWhole: true,
}

const collectionShape = mapping('a collection', {
  fields: required(fieldMap(), 'What each record holds; "id: id!" is there without being written.'),
  invariants: optional(invariantShape, 'Rules that every stored record keeps.'),
})

const migrationShape = mapping('a step of "migrate"', {
  from_version: required({ kind: 'integer', least: 1 }, 'The version that it takes; it gives the next.'),
  payload: required({ kind: 'template', form: 'mapping' }, 'What takes the place of the payload.'),
})

const signalShape = mapping('a signal', {
  description: optional(text('any'), 'What has happened, for people.'),
  version: optional({ kind: 'integer', least: 1 }, 'The version of the payload; 1 where it is absent.'),
  payload: required(fieldMap(), 'What the signal carries.'),
  event_key: optional({ kind: 'expression' }, 'What makes one emission the same as another.'),
  migrate: optional(list('steps', migrationShape), 'How payloads of older versions become current ones.'),
  guards: optional(
    guardShape('"guards" of a signal', { tiers: 'both', policies: 'every' }),
    'Rules that hold for each emission.',
  ),
})

const domainShape = mapping('the domain', {
  collections: optional(mapOf('collections', 'id', collectionShape), 'What is stored.'),
  signals: optional(
    mapping('the signals section', {
      custom: optional(mapOf('signals', 'dotted', signalShape), 'The signals of the app.'),
    }),
    'What can have happened.',
  ),
  capabilities: optional(mapOf('capabilities', 'dotted', capabilityShape), 'What actions can call.'),
  actions: optional(mapOf('actions', 'dotted', actionShape), 'What mutations run.'),
  flows: optional(mapOf('flows', 'id', flowShape), 'What happens after signals.'),
  projections: optional(mapOf('projections', 'id', projectionShape), 'What queries return.'),
})

const roleShape = mapping('a role', {
  description: optional(text('any'), 'Who has the role, for people.'),
  extends: optional(onceEach(list('roles', text('filled'))), 'Roles that a caller must have as well.'),
  derive: optional(
    {
      ...mapping('the rules of a role', {
        auth_is_authenticated: optional({ kind: 'tuple', about: 'an empty list', items: [] }, 'The caller is known.'),
        auth_claim_equals: optional(
          {
            kind: 'tuple',
            about: 'a list of a claim and a value',
            items: [text('filled'), { kind: 'json' }],
          },
          'A claim of the caller has exactly this value.',
        ),
      }),
      unknownKeyIs: 'the rule',
    },
    'Rules that must all hold for the role to be given.',
  ),
})

const accessShape = mapping('the access section', {
  default_policy: required(
    { kind: 'word', words: ['allow', 'deny'] },
    'What holds for an entrypoint that names no roles.',
  ),
  roles: required(mapOf('roles', 'id', roleShape), 'The roles of the app.'),
})

const specShape: MappingShape = mapping('the app spec', {
  app: required(appShape, 'What the app is called.'),
  include: optional(
    list('files', text('include')),
    'Further files of the spec, as paths or patterns relative to this file.',
  ),
  domain: optional(domainShape, 'What is stored, what happens, and what is shown.'),
  session: optional(sessionShape, "Each user's workspace state."),
  views: optional(viewsShape, 'Nodes and screens.'),
  queries: optional(list('queries', queryShape), 'What can be asked from outside.'),
  mutations: optional(list('mutations', mutationShape), 'What can be done from outside.'),
  routes: optional(list('routes', routeShape), 'Screens that can be opened from outside.'),
  personas: optional(mapOf('personas', 'id', personaShape), 'Callers that scenarios speak of.'),
  scenarios: optional(mapOf('scenarios', 'id', scenarioShape), 'Tests of the app in its own words.'),
  wiring: optional(wiringShape, 'How surfaces reach the entrypoints.'),
  access: optional(accessShape, 'Who may call what.'),
})

/** The whole language of an app spec. */
export const specGrammar: Grammar = {
  root: specShape,
  named: { step: stepShape, 'flow-step': flowStepShape, ...wiringShapes },
}
