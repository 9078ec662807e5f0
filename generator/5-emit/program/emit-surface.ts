import type { ValueType } from '../../artifact/value-type.js'
import type { BoundInput, BoundSource, SurfaceBindingModel, SurfaceModel } from '../../artifact/wiring-model.js'
import { type Code, call, hang, list, object } from '../text/code.js'
import { literal, property, quote } from '../text/literal.js'
import { parameterList } from './parameter-list.js'
import type { ProgramFacts } from './program-facts.js'
import { asResult } from './row-function.js'
import { Unit } from './unit.js'
import type { FunctionName } from './vocabulary.js'

/** Each binding of each surface, and the table of them; nothing in an app without wiring. */
export function emitSurfaces(facts: ProgramFacts): Unit[] {
  const { surfaces } = facts.model
  if (surfaces.length === 0) return []
  const table = new Unit(facts.names)
  const bindings = surfaces.map((surface) => ({ surface, emitted: emitBindings(facts, surface) }))
  table.declare('surfaces', 'What each surface reaches.', (out) => {
    out.block(`const surfaces: ${table.type('Surfaces')} = {`, '}', () => {
      for (const { surface, emitted } of bindings)
        out.code(`${surface.type}: `, list(emitted.map(({ name }) => table.name(name))), ',')
    })
  })
  return [...bindings.flatMap(({ emitted }) => emitted.map(({ unit }) => unit)), table]
}

interface EmittedBinding {
  readonly name: string
  readonly unit: Unit
}

function emitBindings(facts: ProgramFacts, { bindings }: SurfaceModel): EmittedBinding[] {
  return bindings.map((binding) => {
    const name = facts.names.free(binding.identifier)
    const unit = new Unit(facts.names)
    unit.declare(name, binding.origin, (out) => {
      out.block(`const ${name}: ${unit.type('SurfaceBinding')} = {`, '}', () => {
        out.line(`kind: ${quote(binding.kind)},`)
        out.line(`id: ${quote(binding.id)},`)
        out.code('clauses: ', literal(binding.clauses), ',')
        out.line(`score: ${binding.score},`)
        if (binding.line !== null) out.code('line: ', literal(binding.line), ',')
        out.code('bind: ', bindCode(unit, binding), ',')
      })
    })
    return { name, unit }
  })
}

function bindCode(unit: Unit, { inputs }: SurfaceBindingModel): Code {
  const members = inputs.map((input) => property(input.name, inputCode(unit, input)))
  const used = new Set<string>()
  if (inputs.some(({ source }) => source !== null)) used.add('request')
  if (inputs.some(mayReport)) used.add('issues')
  return hang(`(${parameterList(used, ['request', 'issues'])}) =>`, asResult(object(members)))
}

function inputCode(unit: Unit, { name, type, required, source }: BoundInput): Code {
  const input = quote(name)
  const found = source === null ? 'undefined' : sourceCode(unit, source)
  const present = required ? call(unit.use('given'), found, input, 'issues') : found
  const single = mayRepeat(source) ? call(unit.use('once'), present, input, 'issues') : present
  if (type.kind === 'enum') return isOfText(type) ? single : call(unit.use('asEnum'), single, literal(type.values))
  const read = coercionOf(type)
  return read === null || source === null ? single : call(unit.use(read), single, input, 'issues')
}

function sourceCode(unit: Unit, { bucket, path }: BoundSource): Code {
  const steps = path.map(quote)
  return bucket === 'body'
    ? call(unit.use('fromBody'), 'request.body', ...steps)
    : call(`request.${bucket}.get`, ...steps)
}

function mayRepeat(source: BoundSource | null): boolean {
  return source?.bucket === 'query' || source?.bucket === 'flags'
}

function mayReport({ type, required, source }: BoundInput): boolean {
  return required || mayRepeat(source) || coercionOf(type) !== null
}

const coercions = {
  text: null,
  id: null,
  int: 'asInt',
  number: 'asNumber',
  bool: 'asBool',
  timestamp: 'asTimestamp',
} as const satisfies Record<string, FunctionName | null>

function coercionOf(type: ValueType): FunctionName | null {
  return type.kind === 'scalar' ? coercions[type.scalar] : null
}

function isOfText({ values }: ValueType & { readonly kind: 'enum' }): boolean {
  return values.every((value) => typeof value === 'string')
}
