import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../src/contract/json.js'
import { compileTexts, readApp, textsOf } from './compile-texts.js'

function openapiOf(app: string): JsonObject {
  return JSON.parse(textsOf(compileTexts(readApp(app))).get('openapi.json') ?? '')
}

/** What the OpenAPI 3.1.0 specification says of the parts that are emitted, as JSON Schema. */
const structure = {
  type: 'object',
  required: ['openapi', 'info', 'paths'],
  propertyNames: {
    pattern: '^(openapi|info|jsonSchemaDialect|servers|paths|webhooks|components|security|tags|externalDocs)$|^x-',
  },
  properties: {
    openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$' },
    jsonSchemaDialect: { type: 'string', format: 'uri' },
    info: {
      type: 'object',
      required: ['title', 'version'],
      properties: { title: { type: 'string' }, version: { type: 'string' }, description: { type: 'string' } },
      unevaluatedProperties: false,
    },
    tags: { type: 'array', items: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
    paths: { type: 'object', propertyNames: { pattern: '^/' }, additionalProperties: { $ref: '#/$defs/path' } },
    components: {
      type: 'object',
      properties: {
        schemas: { $ref: '#/$defs/named', additionalProperties: { type: 'object' } },
        parameters: { $ref: '#/$defs/named', additionalProperties: { $ref: '#/$defs/parameter' } },
        responses: { $ref: '#/$defs/named', additionalProperties: { $ref: '#/$defs/response' } },
      },
      unevaluatedProperties: false,
    },
  },
  $defs: {
    named: { type: 'object', propertyNames: { pattern: '^[a-zA-Z0-9._-]+$' } },
    reference: {
      type: 'object',
      required: ['$ref'],
      properties: { $ref: { type: 'string', format: 'uri-reference' } },
    },
    path: {
      type: 'object',
      propertyNames: { enum: ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] },
      additionalProperties: { $ref: '#/$defs/operation' },
    },
    operation: {
      type: 'object',
      required: ['responses'],
      properties: {
        operationId: { type: 'string' },
        description: { type: 'string' },
        tags: { type: 'array', items: { type: 'string' } },
        parameters: { type: 'array', items: { anyOf: [{ $ref: '#/$defs/reference' }, { $ref: '#/$defs/parameter' }] } },
        requestBody: {
          type: 'object',
          required: ['content'],
          properties: { content: { $ref: '#/$defs/content' }, required: { type: 'boolean' } },
          additionalProperties: false,
        },
        responses: {
          type: 'object',
          minProperties: 1,
          propertyNames: { pattern: '^[1-5](\\d\\d|XX)$' },
          additionalProperties: { anyOf: [{ $ref: '#/$defs/reference' }, { $ref: '#/$defs/response' }] },
        },
      },
      patternProperties: { '^x-': {} },
      additionalProperties: false,
    },
    parameter: {
      type: 'object',
      required: ['name', 'in', 'schema'],
      properties: {
        name: { type: 'string' },
        in: { enum: ['query', 'header', 'path', 'cookie'] },
        required: { type: 'boolean' },
        description: { type: 'string' },
        schema: { type: 'object' },
      },
      additionalProperties: false,
    },
    response: {
      type: 'object',
      required: ['description'],
      properties: { description: { type: 'string' }, content: { $ref: '#/$defs/content' } },
      additionalProperties: false,
    },
    content: {
      type: 'object',
      additionalProperties: { type: 'object', properties: { schema: { type: 'object' } }, additionalProperties: false },
    },
  },
}

function findAll(value: Json, key: string): Json[] {
  if (typeof value !== 'object' || value === null) return []
  const own = Array.isArray(value)
    ? []
    : Object.entries(value).flatMap(([name, member]) => (name === key ? [member] : []))
  return [...own, ...Object.values(value).flatMap((member: Json) => findAll(member, key))]
}

function resolve(document: JsonObject, reference: string): Json | undefined {
  const parts = reference
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
  return parts.reduce<Json | undefined>((value, part) => (value as JsonObject | undefined)?.[part], document)
}

/** The schema at a place of the document, with everything that it refers to. */
function validatorOf(document: JsonObject, pointer: string) {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT/)
  return ajv.compile({ ...document, $id: 'openapi', $ref: pointer })
}

// The last two are wired, so that they have paths of their own.
const apps = ['mini-desk', 'hostile-names', '../../samples/wiring', '../../samples/wiring-names']

describe.each(apps)('openapi.json of %s', (app) => {
  const document = openapiOf(app)

  it('has the structure of OpenAPI 3.1', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
    const check = ajv.compile(structure)
    check(document)
    expect(check.errors).toBe(null)
  })

  it('refers only to what it has, and names each operation once', () => {
    const references = findAll(document, '$ref').filter((found) => typeof found === 'string')
    expect(references.filter((found) => resolve(document, found) === undefined)).toEqual([])
    const ids = findAll(document, 'operationId')
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('holds schemas that are schemas', () => {
    const schemas = document.components as JsonObject
    for (const name of Object.keys(schemas.schemas as JsonObject)) {
      expect(() => validatorOf(document, `#/components/schemas/${name}`)).not.toThrow()
    }
  })
})

describe('openapi.json of mini-desk', () => {
  const document = openapiOf('mini-desk')

  it('takes what the query takes', () => {
    const check = validatorOf(document, '#/components/schemas/ListBoardQueryInput')
    expect([{}, { per: null }, { p: 2, find: 'x' }].map((input) => check(input))).toEqual([true, true, true])
    expect([{ p: 'x' }, { other: 1 }, [], null].map((input) => check(input))).toEqual([false, false, false, false])
    expect(resolve(document, '#/components/schemas/ListBoardQueryInput/properties/per')).toMatchObject({ default: 25 })
  })

  it('gives what the envelope of a mutation holds', () => {
    const schema = '#/paths/~1mutations~1add_comment/post/responses/200/content/application~1json/schema'
    const check = validatorOf(document, schema)
    const envelope = {
      envelopeVersion: '1.0.0',
      status: 'ok',
      ok: true,
      traceId: 't',
      invocationId: 'i',
      output: { ok: true, comment_id: null },
      violations: [],
      emittedSignals: [],
      observedEffects: ['write'],
      timings: { startedAt: '2026-01-31T09:30:00.000Z', completedAt: '2026-01-31T09:30:00.000Z', durationMs: 0 },
      meta: {
        replayed: false,
        artifactHash: '0'.repeat(64),
        affectedQueryIds: [],
        refreshTriggers: [],
        outcome: 'success',
        warnings: [],
      },
    }
    check(envelope)
    expect(check.errors).toBe(null)
    expect(check({ ...envelope, output: { ok: true } })).toBe(false)
    expect(check({ ...envelope, ok: false })).toBe(false)
  })

  it('lets mutations alone have an idempotency key, and says which roles are needed', () => {
    expect(document.paths).toMatchObject({
      '/mutations/add_comment': { post: { parameters: [{ $ref: '#/components/parameters/IdempotencyKey' }] } },
      '/queries/list_board': { post: { 'x-tenon-roles': ['authenticated'], requestBody: { required: false } } },
    })
    expect(resolve(document, '#/paths/~1queries~1list_board/post/parameters')).toBe(undefined)
  })
})

describe('openapi.json of a wired app', () => {
  const document = openapiOf('../../samples/wiring')

  it('names every variable segment of a path, and no other', () => {
    for (const [path, methods] of Object.entries(document.paths as JsonObject)) {
      const wanted = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name)
      for (const { parameters = [] } of Object.values(methods as Record<string, { parameters?: JsonObject[] }>)) {
        const named = parameters.flatMap((one) => (one.in === 'path' ? [one.name] : []))
        expect([path, named]).toEqual([path, wanted])
      }
    }
  })

  it('puts methods of one path together, whatever they call its segments', () => {
    expect(Object.keys(document.paths as JsonObject)).toEqual([
      '/board',
      '/files/{version}/{rest}',
      '/tickets/{ticket}',
    ])
    expect(Object.keys(resolve(document, '#/paths/~1tickets~1{ticket}') as JsonObject)).toEqual([
      'delete',
      'get',
      'put',
    ])
  })

  it('describes a body as it is bound, and lets what is not bound be there', () => {
    const check = validatorOf(document, '#/paths/~1tickets~1{ticket}/put/requestBody/content/application~1json/schema')
    const bodies = [
      { title: 'a' },
      { title: 'a', more: 1, at: { place: { floor: 2 } } },
      {},
      { title: 'a', at: { place: { x: 1 } } },
    ]
    expect(bodies.map((body) => check(body))).toEqual([true, true, false, false])
  })

  it('keeps the plain form for what no request over HTTP reaches', () => {
    const paths = Object.keys(openapiOf('../../samples/wiring-names').paths as JsonObject)
    expect(paths).toEqual([
      '/',
      '/caf%C3%A9/%60%24%7B1%7D%60/{toString}',
      '/mutations/given',
      '/mutations/never.called',
    ])
  })
})
