import type { ObjectShape, ShapeField } from '../../artifact/value-type.js'
import type { ProgramNames } from '../program/program-names.js'
import { Unit } from '../program/unit.js'
import type { TypeName } from '../program/vocabulary.js'
import { memberName } from '../text/literal.js'
import { typeText, withNull, withoutNull } from '../typescript/type-text.js'

/** The shapes that the language gives to calls: `tenon/program` has their types. */
const runtimeTypes: ReadonlySet<string> = new Set<TypeName>([
  'AggregateMeta',
  'Context',
  'EmittedSignal',
  'EnvelopeMeta',
  'Failure',
  'PageMeta',
  'Principal',
  'QueryMeta',
  'RefreshTrigger',
  'RowGuardMeta',
  'RowViolation',
  'SignalContext',
  'SignalEnvelope',
  'StateMeta',
  'TimelineMeta',
  'Timings',
  'Violation',
  'Warning',
])

/** What projections with rules for their rows say of them, and what the same ones say without rules. */
const guardedMetas: ReadonlyMap<string, TypeName> = new Map<string, TypeName>([
  ['GuardedAggregateMeta', 'AggregateMeta'],
  ['GuardedQueryMeta', 'QueryMeta'],
  ['GuardedStateMeta', 'StateMeta'],
  ['GuardedTimelineMeta', 'TimelineMeta'],
])

/** The code of one scenario. Beside the types of the contracts it names those of the runtime and of its own captures. */
export class ScenarioUnit extends Unit {
  private readonly captured: string

  /** `captured` is the name of the type of everything that the scenario captures. */
  constructor(names: ProgramNames, captured: string) {
    super(names)
    this.captured = captured
  }

  protected override shapeType(shape: ObjectShape): string {
    const { name } = shape
    if (name === this.captured) return this.name(name)
    if (name === '') return this.inline(shape)
    if (isTypeName(name)) return this.type(name)
    if (name === 'Envelope') return `${this.type(name)}<${this.memberType(shape, 'output')}>`
    if (name === 'QueryOutput') return this.outputType(shape)
    const guarded = guardedMetas.get(name)
    if (guarded !== undefined) return this.guardedType(guarded)
    return super.shapeType(shape)
  }

  /** A shape that is declared nowhere, as an object type in place. */
  private inline({ fields, complete }: ObjectShape): string {
    if (fields.length === 0) return 'object'
    const members = fields.map((field) => this.member(field, field.required || complete === true))
    return `{ ${members.join('; ')} }`
  }

  private member({ name, type, required }: ShapeField, isThere: boolean): string {
    const text = typeText(required ? type : withNull(type), this.contract)
    return `readonly ${memberName(name)}${isThere ? '' : '?'}: ${text}${isThere ? '' : ' | undefined'}`
  }

  private memberType({ fields }: ObjectShape, name: string): string {
    const field = fields.find((candidate) => candidate.name === name)
    return field === undefined ? 'unknown' : typeText(withoutNull(field.type), this.contract)
  }

  /** The meta of most projections is the one that stands there where none is named. */
  private outputType(shape: ObjectShape): string {
    const meta = shape.fields.find(({ name }) => name === 'meta')?.type
    const isPlain = meta?.kind !== 'object' || meta.shape.name === 'QueryMeta'
    const told = isPlain ? [] : [typeText(meta, this.contract)]
    return `${this.type('QueryOutput')}<${[this.rowType(shape), ...told].join(', ')}>`
  }

  private guardedType(meta: TypeName): string {
    const guarded = this.type('GuardedMeta')
    return meta === 'QueryMeta' ? guarded : `${guarded}<${this.type(meta)}>`
  }

  private rowType({ fields }: ObjectShape): string {
    const rows = fields.find(({ name }) => name === 'rows')?.type
    return rows?.kind === 'array' ? typeText(rows.item, this.contract) : 'object'
  }
}

function isTypeName(name: string): name is TypeName {
  return runtimeTypes.has(name)
}
