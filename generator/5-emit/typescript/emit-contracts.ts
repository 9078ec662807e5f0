import type { AppModel, ProjectionModel } from '../../artifact/app-model.js'
import { shapeName, viewTypeName } from '../../artifact/identifier.js'
import type { ObjectShape, ShapeField } from '../../artifact/value-type.js'
import { filledFields } from '../program/emit-query.js'
import { commentText, memberName } from '../text/literal.js'
import { Writer } from '../text/writer.js'
import { textOf, writeDoc, writeImport, writeSection } from './module-text.js'
import { shapesOf, shapesWithin } from './shapes-within.js'
import { allOptional, alternativesOf, typeText, withNull } from './type-text.js'
import { writeViewTypes } from './view-contracts.js'

/** `contracts.ts`: every type of the app, flat and named; nothing in it depends on code of the server. */
export function emitContracts(model: AppModel, head: readonly string[]): string {
  const body = new Writer()
  const shapes = new ShapeWriter(body)
  writeDomain(model, shapes)
  writeEntrypoints(model, shapes)
  const envelopes = new EnvelopeTypes(model)
  writeViewTypes(model, {
    out: body,
    section: (name) => shapes.section(name),
    shape: (shape, doc) => shapes.write(shape, doc),
    use: (type) => envelopes.use(type),
  })
  shapes.section('other shapes')
  for (const shape of model.shapes) shapes.write(shape, null)
  writePorts(model, body)
  writeClient(model, envelopes, body)
  const out = new Writer()
  for (const line of head) out.line(line)
  writeImport(out, { from: 'tenon/runtime', values: [], types: envelopes.imported() })
  return textOf(out) + textOf(body)
}

function writeDomain(model: AppModel, shapes: ShapeWriter): void {
  shapes.section('collections')
  const byName = new Map(model.shapes.map((shape) => [shape.name, shape]))
  for (const { id, origin, record } of model.collections) {
    shapes.write(record, `A record of \`${id}\`. ${origin}`)
    const found = byName.get(shapeName('read', id))
    if (found !== undefined) shapes.write(found, `What reading \`${id}\` finds.`)
  }
  shapes.section('signals')
  for (const { id, origin, payload } of model.signals) shapes.write(payload, `The payload of \`${id}\`. ${origin}`)
  shapes.section('session')
  if (model.session !== null) shapes.write(model.session.shape, `What a session holds. ${model.session.origin}`)
  shapes.section('ports')
  for (const { id, origin, input, output } of model.ports) {
    shapes.write(input, `What \`${id}\` takes. ${origin}`)
    shapes.write(output, `What \`${id}\` gives. ${origin}`)
  }
  shapes.section('capabilities')
  for (const { id, origin, input, output } of model.capabilities) {
    shapes.write(input, `What \`${id}\` takes. ${origin}`)
    shapes.write(output, `What \`${id}\` gives. ${origin}`)
  }
  shapes.section('actions')
  for (const { id, origin, input, output } of model.actions) {
    shapes.write(input, `What \`${id}\` takes. ${origin}`)
    for (const shape of shapesOf(output)) shapes.write(shape, `What \`${id}\` returns. ${origin}`)
  }
  shapes.section('flows')
  for (const { id, origin, payload, state } of model.flows) {
    shapes.write(payload, `What the signals of \`${id}\` carry. ${origin}`)
    shapes.write(state, `What \`${id}\` remembers. ${origin}`)
  }
  shapes.section('projections')
  for (const projection of model.projections) {
    const { id, origin, row } = projection
    shapes.write(row, `A row of \`${id}\`. ${origin}`)
    if (projection.strategy !== 'timeline') continue
    shapes.write(projection.payload, `What the signals of \`${id}\` carry. ${origin}`)
  }
}

function writeEntrypoints(model: AppModel, shapes: ShapeWriter): void {
  shapes.section('queries')
  for (const { id, origin, input, defaults } of model.queries) {
    const optional = filledFields(input, defaults).map(({ name }) => name)
    shapes.write(input, `The input of the query \`${id}\`. ${origin}`, new Set(optional))
  }
  shapes.section('mutations')
  for (const { id, origin, input } of model.mutations) {
    shapes.write(input, `The input of the mutation \`${id}\`. ${origin}`)
  }
  shapes.section('routes')
  for (const { id, origin, input, defaults } of model.routes) {
    const optional = filledFields(input, defaults).map(({ name }) => name)
    shapes.write(input, `The input of the route \`${id}\`. ${origin}`, new Set(optional))
  }
}

/** Writes each shape once, with the shapes within it behind it. */
class ShapeWriter {
  private readonly out: Writer
  private readonly written = new Set<string>()
  private pending: string | null = null

  constructor(out: Writer) {
    this.out = out
  }

  /** Begins a section; one without shapes leaves no trace. */
  section(name: string): void {
    this.pending = name
  }

  write(shape: ObjectShape, doc: string | null, optional: ReadonlySet<string> = new Set()): void {
    if (this.written.has(shape.name)) return
    this.written.add(shape.name)
    if (this.pending === null) this.out.line('')
    else writeSection(this.out, this.pending)
    this.pending = null
    writeDoc(this.out, doc)
    this.writeType(shape, optional)
    for (const inner of shapesWithin(shape)) this.write(inner, null)
  }

  private writeType(shape: ObjectShape, optional: ReadonlySet<string>): void {
    const { out } = this
    if (shape.fields.length === 0) {
      out.line(`export type ${shape.name} = Readonly<Record<string, never>>`)
      return
    }
    out.block(`export interface ${shape.name} {`, '}', () => {
      for (const field of shape.fields) {
        const mayBeAbsent = optional.has(field.name) || !(field.required || shape.complete)
        writeMember(out, field, mayBeAbsent)
      }
    })
  }
}

function writeMember(out: Writer, field: ShapeField, mayBeAbsent: boolean): void {
  const type = field.required ? field.type : withNull(field.type)
  const head = `readonly ${memberName(field.name)}${mayBeAbsent ? '?' : ''}:`
  const text = `${head} ${typeText(type, nameOf)}${mayBeAbsent ? ' | undefined' : ''}`
  if (text.length <= 118) {
    out.line(text)
    return
  }
  out.line(head)
  out.indented(() => {
    for (const alternative of alternativesOf(type, nameOf)) out.line(`| ${alternative}`)
    if (mayBeAbsent) out.line('| undefined')
  })
}

function nameOf({ name }: ObjectShape): string {
  return name
}

function writePorts(model: AppModel, out: Writer): void {
  writeSection(out, 'what is implemented and what is called')
  out.line('/** The ports of this app: what its providers implement. */')
  if (model.ports.length === 0) {
    out.line('export type Ports = Readonly<Record<never, never>>')
    return
  }
  out.block('export interface Ports {', '}', () => {
    for (const { id, input, output } of model.ports) {
      out.line(`readonly ${memberName(id)}: { readonly input: ${input.name}; readonly output: ${output.name} }`)
    }
  })
}

function writeClient(model: AppModel, envelopes: EnvelopeTypes, out: Writer): void {
  out.line('')
  out.line('/** The typed invoke client of this app, whatever carries the calls. */')
  const projections = new Map(model.projections.map((projection) => [projection.id, projection]))
  out.block('export interface Client {', '}', () => {
    out.block('readonly queries: {', '}', () => {
      for (const { method, origin, input, defaults, projection } of model.queries) {
        const isOptional = mayBeLeftOut(input, defaults)
        const output = outputText(projections.get(projection), envelopes)
        writeMethod(
          out,
          method,
          origin,
          `input${isOptional ? '?' : ''}: ${input.name}`,
          'CallOptions',
          output,
          envelopes,
        )
      }
    })
    out.block('readonly mutations: {', '}', () => {
      for (const { method, origin, input, output } of model.mutations) {
        const parameter = `input${allOptional(input.fields) ? '?' : ''}: ${input.name}`
        const text = typeText(output, nameOf)
        writeMethod(out, method, origin, parameter, 'MutationOptions', text, envelopes)
      }
    })
    if (model.routes.length > 0)
      out.block('readonly routes: {', '}', () => {
        for (const { method, origin, input, defaults, screen } of model.routes) {
          const parameter = `input${mayBeLeftOut(input, defaults) ? '?' : ''}: ${input.name}`
          writeMethod(out, method, origin, parameter, 'CallOptions', viewTypeName('screen', screen), envelopes)
        }
      })
  })
}

/** Whether a call needs no input at all, because defaults fill what is required. */
function mayBeLeftOut(input: ObjectShape, defaults: Parameters<typeof filledFields>[1]): boolean {
  const filled = new Set(filledFields(input, defaults).map(({ name }) => name))
  return allOptional(input.fields.filter(({ name }) => !filled.has(name)))
}

function writeMethod(
  out: Writer,
  method: string,
  origin: string,
  input: string,
  options: RuntimeType,
  output: string,
  envelopes: EnvelopeTypes,
): void {
  // A method of that name would be taken for a signature of construction.
  const name = method === 'new' ? "'new'" : memberName(method)
  out.line(`/** ${commentText(origin)} */`)
  const answer = `Promise<${envelopes.use('Envelope')}<${output}>>`
  out.enumeration(`${name}(`, [input, `options?: ${envelopes.use(options)}`], `): ${answer}`)
}

/** What a query answers: rows, and what its kind of projection says of itself. */
function outputText(projection: ProjectionModel | undefined, envelopes: EnvelopeTypes): string {
  const meta = projection === undefined ? null : metaType(projection)
  const told = meta === null ? null : envelopes.use(meta)
  const guarded = projection?.guards == null ? told : [envelopes.use('GuardedMeta'), told && `<${told}>`].join('')
  return `${envelopes.use('QueryOutput')}<${[projection?.row.name ?? 'object', ...(guarded === null ? [] : [guarded])].join(', ')}>`
}

function metaType(projection: ProjectionModel): RuntimeType | null {
  switch (projection.strategy) {
    case 'aggregate':
      return 'AggregateMeta'
    case 'timeline':
      return projection.rows.mode === 'state' ? 'StateMeta' : 'TimelineMeta'
    default:
      return null
  }
}

type RuntimeType =
  | 'AggregateMeta'
  | 'CallOptions'
  | 'Envelope'
  | 'GuardedMeta'
  | 'MutationOptions'
  | 'QueryOutput'
  | 'RenderDiagnostic'
  | 'RenderedInteraction'
  | 'StateMeta'
  | 'TimelineMeta'

/** The types that come from `tenon/runtime`, under another name where a shape of the app has theirs. */
class EnvelopeTypes {
  private readonly taken: ReadonlySet<string>
  private readonly used = new Map<RuntimeType, string>()

  constructor(model: AppModel) {
    this.taken = new Set(model.shapes.map(({ name }) => name))
  }

  use(type: RuntimeType): string {
    const known = this.used.get(type)
    if (known !== undefined) return known
    let name: string = type
    while (this.taken.has(name)) name = `Tenon${name}`
    this.used.set(type, name)
    return name
  }

  imported(): string[] {
    return [...this.used].map(([type, name]) => (type === name ? type : `${type} as ${name}`)).sort()
  }
}
