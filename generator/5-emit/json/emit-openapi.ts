import type { Json, JsonObject } from '../../../src/contract/json.js'
import type { AppModel, MutationModel, QueryModel, RouteModel } from '../../artifact/app-model.js'
import { shapeSchema, typeSchema } from '../../artifact/json-schema.js'
import type { ObjectShape } from '../../artifact/value-type.js'
import { envelopeSchemas } from './envelope-schemas.js'
import { jsonText } from './json-text.js'
import { screenParts, screenSchemas } from './route-schemas.js'

/**
 * `openapi.json`: the invocation surface as OpenAPI 3.1, one POST for each query, mutation and route, whatever paths a
 * host puts before them. It describes what the envelope holds for each of them.
 */
export function emitOpenapi(model: AppModel): string {
  const shapes = new ShapeSchemas()
  const rows = new Map(model.projections.map(({ id, row }) => [id, row]))
  const queries = model.queries.map((query) => queryPath(query, rows.get(query.projection), shapes))
  const mutations = model.mutations.map((mutation) => mutationPath(mutation, shapes))
  const screens = screenSchemas(model, shapes)
  const routes = model.routes.map((route) => routePath(route, screens.get(route.screen), shapes))
  const hasRoutes = routes.length > 0
  return jsonText({
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: model.app.name, version: model.hash.slice(0, 12), description: about },
    tags: [{ name: 'queries' }, { name: 'mutations' }, ...(hasRoutes ? [{ name: 'routes' }] : [])],
    paths: Object.fromEntries([...queries, ...mutations, ...routes]),
    components: {
      schemas: { ...shapes.all(), ...envelopeSchemas, ...(hasRoutes ? screenParts : {}) },
      parameters: { IdempotencyKey: idempotencyKey },
      responses: { Rejected: rejected, Failed: failed },
    },
  })
}

const about =
  'Every call is a POST of its input and is answered with an envelope. Who calls is for the host to verify, and how.'

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The mutation takes effect once for this key, caller and mutation.',
  schema: { type: 'string', minLength: 1 },
}

const rejected = answer('A declared rule refused the call; the envelope lists the violations.', {
  properties: { ok: { const: false }, status: { enum: ['rejected', 'replayed'] } },
})

const failed = answer('The call failed; the envelope says why.', {
  properties: { ok: { const: false }, status: { enum: ['error', 'replayed'] } },
  required: ['error'],
})

function answer(description: string, more: JsonObject): JsonObject {
  const schema = { allOf: [{ $ref: '#/components/schemas/Tenon.Envelope' }, { type: 'object', ...more }] }
  return { description, content: { 'application/json': { schema } } }
}

function queryPath(query: QueryModel, row: ObjectShape | undefined, shapes: ShapeSchemas): [string, Json] {
  const rows = { type: 'array', items: row === undefined ? {} : shapes.refer(row) }
  const output = {
    type: 'object',
    properties: { rows, meta: { $ref: '#/components/schemas/Tenon.QueryMeta' } },
    required: ['meta', 'rows'],
    additionalProperties: false,
  }
  const input = shapes.referInput(query)
  return [pathOf('queries', query.id), { post: operation('queries', query, input, output) }]
}

function mutationPath(mutation: MutationModel, shapes: ShapeSchemas): [string, Json] {
  const output = typeSchema(mutation.output, shapes.refer)
  const post = operation('mutations', mutation, shapes.refer(mutation.input), output)
  return [
    pathOf('mutations', mutation.id),
    { post: { ...post, parameters: [{ $ref: '#/components/parameters/IdempotencyKey' }] } },
  ]
}

function routePath(route: RouteModel, screen: JsonObject | undefined, shapes: ShapeSchemas): [string, Json] {
  const input = shapes.referInput(route)
  return [pathOf('routes', route.id), { post: operation('routes', route, input, screen ?? {}) }]
}

function pathOf(kind: 'queries' | 'mutations' | 'routes', id: string): string {
  return `/${kind}/${encodeURIComponent(id)}`
}

function operation(
  tag: 'queries' | 'mutations' | 'routes',
  { id, input, roles }: QueryModel | MutationModel | RouteModel,
  schema: JsonObject,
  output: JsonObject,
): JsonObject {
  const mayBeAbsent = input.fields.every(({ required }) => !required)
  return {
    operationId: `${tag}.${id}`,
    tags: [tag],
    ...(roles === null ? {} : { description: `Needs one of the roles: ${roles.join(', ')}.`, 'x-tenon-roles': roles }),
    requestBody: { required: !mayBeAbsent, content: { 'application/json': { schema } } },
    responses: {
      200: answer('The call succeeded, or repeats one that did.', {
        properties: { ok: { const: true }, output, status: { enum: ['ok', 'replayed'] } },
        required: ['output'],
      }),
      '4XX': { $ref: '#/components/responses/Rejected' },
      '5XX': { $ref: '#/components/responses/Failed' },
    },
  }
}

/** The schemas of the shapes that were referred to, each once. */
class ShapeSchemas {
  private readonly known = new Map<string, JsonObject>()

  readonly refer = (shape: ObjectShape): JsonObject => this.define(shape.name, () => shapeSchema(shape, this.refer))

  /** What a query takes: an input that has a default is never required. */
  referInput({ input, defaults }: Pick<QueryModel, 'input' | 'defaults'>): JsonObject {
    const values = new Map(defaults.map(({ name, value }) => [name, value]))
    const fields = input.fields.map((field) => (values.has(field.name) ? { ...field, required: false } : field))
    const properties = fields.map(({ name, type }) => {
      const value = values.get(name)
      const schema = typeSchema(type, this.refer)
      return [name, value === undefined ? schema : { ...schema, default: value }] as const
    })
    return this.define(input.name, () => ({
      ...shapeSchema({ ...input, fields }, this.refer),
      properties: Object.fromEntries(properties),
    }))
  }

  all(): JsonObject {
    return Object.fromEntries(this.known)
  }

  define(name: string, schema: () => JsonObject): JsonObject {
    if (!this.known.has(name)) this.known.set(name, schema())
    return { $ref: `#/components/schemas/${name}` }
  }
}
