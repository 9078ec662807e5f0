import type { AppModel, MutationModel, QueryModel, RouteModel } from '../../artifact/app-model.js'
import type { BoundInput, HttpBody, HttpCallModel, HttpSegment, HttpValue } from '../../artifact/wiring-model.js'
import { onPrototype } from '../program/emit-reader.js'
import { type Code, call, flat, hang, object } from '../text/code.js'
import { commentText, literal, memberName, memberOf, property, quote } from '../text/literal.js'
import { Writer } from '../text/writer.js'
import { textOf, writeDoc, writeImport } from './module-text.js'
import { allOptional } from './type-text.js'

/** `http-client.ts`: the client's interface over `fetch`, for what the http surface reaches; null without that surface. */
export function emitHttpClient(model: AppModel, head: readonly string[]): string | null {
  const sections = sectionsOf(model)
  if (!model.surfaces.some(({ type }) => type === 'http')) return null
  const body = new Writer()
  const used = new Set<Helper>()
  writeInterface(sections, body)
  writeClient(sections, used, body)
  const out = new Writer()
  for (const line of head) out.line(line)
  writeImport(out, { from: 'tenon/http', values: ['httpSender', ...used], types: ['HttpClientSettings'] })
  if (sections.some(({ methods }) => methods.length > 0)) out.line("import type { Client } from './contracts.js'")
  return textOf(out) + textOf(body)
}

type Helper = 'agreed' | 'own' | 'pathRest' | 'pathSegment' | 'unlessNull'

interface Section {
  readonly name: 'queries' | 'mutations' | 'routes'
  readonly methods: readonly Method[]
}

/** An entrypoint that the surface reaches, and how. */
interface Method {
  readonly entrypoint: QueryModel | MutationModel | RouteModel
  readonly origin: string
  readonly call: HttpCallModel
  readonly inputs: ReadonlyMap<string, BoundInput>
  readonly unbound: readonly string[]
  readonly mayBeEmpty: boolean
}

function sectionsOf(model: AppModel): readonly Section[] {
  const reached = model.surfaces.flatMap(({ type, bindings }) => (type === 'http' ? bindings : []))
  const methodsOf = (
    kind: 'query' | 'mutation' | 'route',
    entrypoints: readonly (QueryModel | MutationModel | RouteModel)[],
  ): readonly Method[] =>
    entrypoints.flatMap((entrypoint) => {
      const binding = reached.find((one) => one.kind === kind && one.id === entrypoint.id)
      if (binding === undefined || binding.call === null) return []
      const { origin, call: request, unbound } = binding
      const inputs = new Map(binding.inputs.map((input) => [input.name, input]))
      return [{ entrypoint, origin, call: request, inputs, unbound, mayBeEmpty: mayBeEmpty(entrypoint) }]
    })
  return [
    { name: 'queries', methods: methodsOf('query', model.queries) },
    { name: 'mutations', methods: methodsOf('mutation', model.mutations) },
    ...(model.routes.length > 0 ? [{ name: 'routes' as const, methods: methodsOf('route', model.routes) }] : []),
  ]
}

function mayBeEmpty(entrypoint: QueryModel | MutationModel | RouteModel): boolean {
  const filled = new Set('defaults' in entrypoint ? entrypoint.defaults.map(({ name }) => name) : [])
  return allOptional(entrypoint.input.fields.filter(({ name }) => !filled.has(name)))
}

function writeInterface(sections: readonly Section[], out: Writer): void {
  out.line('')
  writeDoc(out, 'The part of the client that the http surface reaches.')
  out.block('export interface HttpClient {', '}', () => {
    for (const { name, methods } of sections) {
      if (methods.length === 0) out.line(`readonly ${name}: Readonly<Record<never, never>>`)
      else
        out.block(`readonly ${name}: {`, '}', () => {
          for (const { entrypoint } of methods) {
            const { method } = entrypoint
            out.line(`readonly ${memberName(method)}: Client['${name}'][${quote(method)}]`)
          }
        })
    }
  })
}

function writeClient(sections: readonly Section[], used: Set<Helper>, out: Writer): void {
  out.line('')
  writeDoc(out, 'The client over HTTP: each call is one request, and gives the envelope that comes back.')
  const isEmpty = sections.every(({ methods }) => methods.length === 0)
  const settings = isEmpty ? '_settings' : 'settings'
  out.block(`export function createHttpClient(${settings}: HttpClientSettings): HttpClient {`, '}', () => {
    if (!isEmpty) out.line('const send = httpSender(settings)')
    out.block('return {', '}', () => {
      for (const { name, methods } of sections) {
        if (methods.length === 0) out.line(`${name}: {},`)
        else
          out.block(`${name}: {`, '},', () => {
            for (const method of methods) writeMethod(method, used, out)
          })
      }
    })
  })
}

function writeMethod(method: Method, used: Set<Helper>, out: Writer): void {
  const { entrypoint, origin } = method
  const request = requestCode(method, used)
  const input = readsInput(method) ? (method.mayBeEmpty ? 'input = {}' : 'input') : '_input'
  out.line(`// ${commentText(origin)}`)
  const body = call('send', request, 'options')
  out.code(`${memberName(entrypoint.method)}: `, hang(`async (${input}, options) =>`, body), ',')
}

function readsInput({ unbound, call: { segments, query, body } }: Method): boolean {
  return (
    unbound.length > 0 ||
    segments.some((segment) => segment.kind !== 'literal' && segment.inputs.length > 0) ||
    query.some(({ value }) => value.kind === 'inputs') ||
    (body !== null && bodyReadsInput(body))
  )
}

function bodyReadsInput({ members }: HttpBody): boolean {
  return members.some(({ value }) => ('members' in value ? bodyReadsInput(value) : value.kind === 'inputs'))
}

function requestCode(method: Method, used: Set<Helper>): Code {
  const { call: request, unbound } = method
  const members: Code[] = [property('method', quote(request.method)), property('path', pathCode(method, used))]
  if (request.query.length > 0)
    members.push(
      property('query', object(request.query.map(({ name, value }) => property(name, queryCode(method, value, used))))),
    )
  if (request.body !== null) members.push(property('body', bodyCode(request.body, used)))
  if (unbound.length > 0)
    members.push(property('unbound', object(unbound.map((name) => property(name, memberCode(name, used))))))
  return object(members)
}

function pathCode({ call: { segments } }: Method, used: Set<Helper>): Code {
  const parts = segments.map((segment) => segmentText(segment, used))
  const path = `/${parts.join('/')}`
  return path.includes('${') ? `\`${path}\`` : quote(path)
}

function segmentText(segment: HttpSegment, used: Set<Helper>): string {
  if (segment.kind === 'literal') return encodeURIComponent(segment.text)
  const [first] = segment.inputs
  // Nothing reads what stands there, but something must.
  if (first === undefined) return '-'
  const write = segment.kind === 'rest' ? 'pathRest' : 'pathSegment'
  used.add(write)
  return `\${${flat(call(write, quote(first), inputCode(segment.inputs, used)))}}`
}

function inputCode(inputs: readonly string[], used: Set<Helper>): Code {
  const values = inputs.map((name) => memberCode(name, used))
  const [only = 'undefined'] = values
  if (values.length < 2) return only
  used.add('agreed')
  return call('agreed', quote(inputs.join(', ')), ...values)
}

// What an input does not have, it must not inherit.
function memberCode(name: string, used: Set<Helper>): Code {
  if (!onPrototype.has(name)) return memberOf('input', name)
  used.add('own')
  return call('own', 'input', quote(name))
}

function queryCode({ inputs }: Method, value: HttpValue, used: Set<Helper>): Code {
  if (value.kind === 'literal') return literal(value.value)
  const code = inputCode(value.inputs, used)
  const filled = value.inputs.find((name) => inputs.get(name)?.filled)
  if (filled === undefined) return code
  used.add('unlessNull')
  return call('unlessNull', quote(filled), code)
}

function bodyCode({ members }: HttpBody, used: Set<Helper>): Code {
  return object(
    members.map(({ name, value }) => {
      if ('members' in value) return property(name, bodyCode(value, used))
      return property(name, value.kind === 'literal' ? literal(value.value) : inputCode(value.inputs, used))
    }),
  )
}
