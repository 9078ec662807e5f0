import type { JsonObject } from '../../../src/contract/json.js'
import type { AppModel, MutationModel, ProjectionModel, QueryModel, RouteModel } from '../../artifact/app-model.js'
import { shapeSchema, typeSchema } from '../../artifact/json-schema.js'
import type { ObjectShape } from '../../artifact/value-type.js'
import { envelopeSchemas } from './envelope-schemas.js'
import { jsonText } from './json-text.js'
import { metaSchema, metaSchemas } from './meta-schemas.js'
import { screenParts, screenSchemas } from './route-schemas.js'
import { WiredPaths } from './wired-paths.js'

/**
 * `openapi.json`: the invocation surface as OpenAPI 3.1. What the http surface reaches stands under its real path; anything
 * else is one POST for each query, mutation and route, whatever paths a host puts before them. It describes what the
 * envelope holds for each of them.
 */
export function emitOpenapi(model: AppModel): string {
  const shapes = new ShapeSchemas()
  const projections = new Map(model.projections.map((projection) => [projection.id, projection]))
  const shown = model.queries.flatMap(({ projection }) => projections.get(projection) ?? [])
  const http = new WiredPaths(model.surfaces)
  for (const query of model.queries) {
    const details = detailsOf('queries', query, queryOutput(projections.get(query.projection), shapes))
    const wired = http.add({ kind: 'query', entrypoint: query, details, parameters: [] }, shapes.refer)
    if (!wired)
      http.addPost(pathOf('queries', query.id), { ...details, requestBody: bodyOf(query, shapes.referInput(query)) })
  }
  for (const mutation of model.mutations) {
    const details = detailsOf('mutations', mutation, typeSchema(mutation.output, shapes.refer))
    const parameters = [{ $ref: '#/components/parameters/IdempotencyKey' }]
    const wired = http.add({ kind: 'mutation', entrypoint: mutation, details, parameters }, shapes.refer)
    const requestBody = bodyOf(mutation, shapes.refer(mutation.input))
    if (!wired) http.addPost(pathOf('mutations', mutation.id), { ...details, requestBody, parameters })
  }
  const hasRoutes = addRoutes(model, shapes, http)
  return jsonText({
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: model.app.name, version: model.hash.slice(0, 12), description: http.isWired ? aboutWired : about },
    tags: [{ name: 'queries' }, { name: 'mutations' }, ...(hasRoutes ? [{ name: 'routes' }] : [])],
    paths: http.all(),
    components: {
      schemas: { ...shapes.all(), ...envelopeSchemas, ...metaSchemas(shown), ...(hasRoutes ? screenParts : {}) },
      parameters: { IdempotencyKey: idempotencyKey },
      responses: { Rejected: rejected, Failed: failed },
    },
  })
}

const about =
  'Every call is a POST of its input and is answered with an envelope. Who calls is for the host to verify, and how.'

const aboutWired = 'Every call is answered with an envelope. Who calls is for the host to verify, and how.'

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

function queryOutput(projection: ProjectionModel | undefined, shapes: ShapeSchemas): JsonObject {
  const rows = { type: 'array', items: projection === undefined ? {} : shapes.refer(projection.row) }
  const meta = projection === undefined ? { $ref: '#/components/schemas/Tenon.QueryMeta' } : metaSchema(projection)
  return {
    type: 'object',
    properties: { rows, meta },
    required: ['meta', 'rows'],
    additionalProperties: false,
  }
}

/** Adds the routes; says whether there are some. */
function addRoutes(model: AppModel, shapes: ShapeSchemas, http: WiredPaths): boolean {
  const screens = screenSchemas(model, shapes)
  for (const route of model.routes) {
    const details = detailsOf('routes', route, screens.get(route.screen) ?? {})
    const wired = http.add({ kind: 'route', entrypoint: route, details, parameters: [] }, shapes.refer)
    if (!wired)
      http.addPost(pathOf('routes', route.id), { ...details, requestBody: bodyOf(route, shapes.referInput(route)) })
  }
  return model.routes.length > 0
}

function pathOf(kind: 'queries' | 'mutations' | 'routes', id: string): string {
  return `/${kind}/${encodeURIComponent(id)}`
}

function bodyOf({ input }: QueryModel | MutationModel | RouteModel, schema: JsonObject): JsonObject {
  const mayBeAbsent = input.fields.every(({ required }) => !required)
  return { required: !mayBeAbsent, content: { 'application/json': { schema } } }
}

function detailsOf(
  tag: 'queries' | 'mutations' | 'routes',
  { id, roles }: QueryModel | MutationModel | RouteModel,
  output: JsonObject,
): JsonObject {
  return {
    operationId: `${tag}.${id}`,
    tags: [tag],
    ...(roles === null ? {} : { description: `Needs one of the roles: ${roles.join(', ')}.`, 'x-tenon-roles': roles }),
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
