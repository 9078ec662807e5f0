import type { Json, JsonObject } from '../../../src/contract/json.js'
import type { MutationModel, QueryModel, RouteModel } from '../../artifact/app-model.js'
import { type ShapeSchema, typeSchema } from '../../artifact/json-schema.js'
import type {
  HttpBody,
  HttpCallModel,
  HttpSegment,
  HttpValue,
  SurfaceBindingModel,
  SurfaceModel,
} from '../../artifact/wiring-model.js'

/** An entrypoint with what the document says of it wherever it stands. */
export interface DescribedEntrypoint {
  readonly kind: SurfaceBindingModel['kind']
  readonly entrypoint: QueryModel | MutationModel | RouteModel
  readonly details: JsonObject
  readonly parameters: readonly Json[]
}

// What OpenAPI knows; a binding may ask for others.
const knownMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']

/** The paths of the document: those of the http surface, and those that stand for what it does not reach. */
export class WiredPaths {
  private readonly bindings: ReadonlyMap<string, SurfaceBindingModel>
  private readonly paths = new Map<string, Record<string, Json>>()
  /** Templates that differ only in the names of their segments are one path, and the first one's names count. */
  private readonly templates = new Map<string, string>()

  constructor(surfaces: readonly SurfaceModel[]) {
    const http = surfaces.flatMap(({ type, bindings }) => (type === 'http' ? bindings : []))
    this.bindings = new Map(http.map((binding) => [`${binding.kind} ${binding.id}`, binding]))
  }

  get isWired(): boolean {
    return this.bindings.size > 0
  }

  /** Describes an entrypoint under its path; false where it has none, or where the document cannot tell it from another. */
  add({ kind, entrypoint, details, parameters }: DescribedEntrypoint, shape: ShapeSchema): boolean {
    const call = this.bindings.get(`${kind} ${entrypoint.id}`)?.call ?? null
    if (call === null || !knownMethods.includes(call.method)) return false
    const methods = this.methodsAt(this.canonical(call.template))
    const method = call.method.toLowerCase()
    if (Object.hasOwn(methods, method)) return false
    const { schemaOf, isRequired } = fieldsOf(entrypoint, shape)
    const names = namesIn(this.canonical(call.template))
    const listed = [
      ...pathParameters(call, names, schemaOf),
      ...call.query.map(({ name, value }) => queryParameter(name, value, { schemaOf, isRequired })),
      ...parameters,
    ]
    methods[method] = {
      ...details,
      ...(listed.length === 0 ? {} : { parameters: listed }),
      ...(call.body === null ? {} : { requestBody: requestBody(call.body, { schemaOf, isRequired }) }),
    }
    return true
  }

  addPost(path: string, details: JsonObject): void {
    this.methodsAt(path).post = details
  }

  all(): JsonObject {
    return Object.fromEntries(this.paths)
  }

  private methodsAt(path: string): Record<string, Json> {
    const known = this.paths.get(path) ?? {}
    this.paths.set(path, known)
    return known
  }

  private canonical(template: string): string {
    const form = template.replace(/\{[^}]*\}/g, '{}')
    const known = this.templates.get(form) ?? template
    this.templates.set(form, known)
    return known
  }
}

interface Fields {
  /** The schema of an input by name. */
  readonly schemaOf: (input: string) => JsonObject
  readonly isRequired: (input: string) => boolean
}

function fieldsOf(entrypoint: QueryModel | MutationModel | RouteModel, shape: ShapeSchema): Fields {
  const defaults = new Map(
    ('defaults' in entrypoint ? entrypoint.defaults : []).map(({ name, value }) => [name, value]),
  )
  const fields = new Map(entrypoint.input.fields.map((field) => [field.name, field]))
  return {
    schemaOf: (input) => {
      const field = fields.get(input)
      const schema = field === undefined ? {} : typeSchema(field.type, shape)
      const value = defaults.get(input)
      return value === undefined ? schema : { ...schema, default: value }
    },
    isRequired: (input) => fields.get(input)?.required === true && !defaults.has(input),
  }
}

function namesIn(template: string): readonly string[] {
  return [...template.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '')
}

function pathParameters(
  { segments }: HttpCallModel,
  names: readonly string[],
  schemaOf: Fields['schemaOf'],
): readonly JsonObject[] {
  const variable = segments.filter((segment) => segment.kind !== 'literal')
  return variable.map((segment, index) => pathParameter(segment, names[index] ?? segment.name, schemaOf))
}

function pathParameter(
  { kind, inputs: [input] }: Exclude<HttpSegment, { readonly kind: 'literal' }>,
  name: string,
  schemaOf: Fields['schemaOf'],
): JsonObject {
  const schema = input === undefined ? { type: 'string' } : schemaOf(input)
  const more = kind === 'rest' ? { description: 'One or more segments, with slashes between them.' } : {}
  return { name, in: 'path', required: true, schema: present(schema), ...more }
}

function queryParameter(name: string, value: HttpValue, { schemaOf, isRequired }: Fields): JsonObject {
  if (value.kind === 'literal') return { name, in: 'query', required: true, schema: { const: String(value.value) } }
  const [input = ''] = value.inputs
  return { name, in: 'query', required: value.inputs.some(isRequired), schema: present(schemaOf(input)) }
}

// A text in a URL is never null: what is not there is left out.
function present(schema: JsonObject): JsonObject {
  const { anyOf, ...others } = schema
  const [first] = Array.isArray(anyOf) ? (anyOf as readonly JsonObject[]) : []
  return first === undefined ? schema : { ...first, ...others }
}

function requestBody(body: HttpBody, fields: Fields): JsonObject {
  const schema = bodySchema(body, fields)
  return { required: 'required' in schema, content: { 'application/json': { schema } } }
}

/** Members that nothing is bound to are ignored, so others may stand there. */
function bodySchema({ members }: HttpBody, fields: Fields): JsonObject {
  const described = members.map(({ name, value }) => {
    if ('members' in value) {
      const schema = bodySchema(value, fields)
      return { name, schema, isRequired: 'required' in schema }
    }
    if (value.kind === 'literal') return { name, schema: constant(value.value), isRequired: true }
    const [input = ''] = value.inputs
    return { name, schema: fields.schemaOf(input), isRequired: value.inputs.some(fields.isRequired) }
  })
  const required = described.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  const properties = Object.fromEntries(described.map(({ name, schema }) => [name, schema]))
  return { type: 'object', properties, ...(required.length === 0 ? {} : { required }) }
}

// A clause that asks only for presence is content with any value.
function constant(value: Json): JsonObject {
  return value === null ? {} : { const: value }
}
