import type { CheckedDefault } from '../../artifact/checked-app.js'
import type { Text } from '../../artifact/node.js'
import type { ObjectShape, ShapeField, ValueType } from '../../artifact/value-type.js'
import type { BoundInput, BoundSource, Bucket } from '../../artifact/wiring-model.js'
import type { SurfaceBindingSyntax } from '../../artifact/wiring-syntax.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { rewording } from '../../diagnostic/fix.js'
import { type Advice, findNearest, joinWords, respell, suggestName } from '../../diagnostic/suggest.js'
import type { CheckedMatcher } from './matcher.js'
import type { BindingPlace } from './report.js'
import { findMemberProblem, surfaceFacts } from './surface-facts.js'

/** An entrypoint as wiring sees it: what it takes, and which of that defaults fill. */
export interface WiredEntrypoint {
  readonly id: string
  readonly input: ObjectShape
  readonly defaults?: readonly CheckedDefault[]
}

/** The inputs that a binding gives to an entrypoint, and those that it cannot give. */
export interface CheckedBind {
  readonly inputs: readonly BoundInput[]
  readonly unbound: readonly string[]
}

/** Checks where the inputs of an entrypoint come from. Without a matcher, nobody knows the names of the path. */
export function checkBind(
  syntax: SurfaceBindingSyntax,
  { entrypoint, matcher }: { readonly entrypoint: WiredEntrypoint; readonly matcher: CheckedMatcher | null },
  place: BindingPlace,
): CheckedBind {
  const { fields } = entrypoint.input
  const filled = new Set(entrypoint.defaults?.map(({ name }) => name))
  const sources = new Map<string, BoundSource | null>()
  for (const { name, value } of syntax.bind) {
    const field = fields.find((one) => one.name === name.text)
    if (field === undefined) reportUndeclared(name, syntax, { fields, place })
    else sources.set(name.text, checkSource(value, { field, matcher, place }))
  }
  const hasUndeclared = syntax.bind.some(({ name }) => !fields.some((field) => field.name === name.text))
  const inputs = fields.flatMap(({ name, type, required }): readonly BoundInput[] => {
    const source = sources.get(name)
    const isNeeded = required && !filled.has(name)
    // A name that the entrypoint does not have may be meant for this one.
    if (source === undefined && isNeeded && !hasUndeclared) reportUnbound(name, syntax, place)
    if (source === undefined && !isNeeded) return []
    return [{ name, type, required: isNeeded, filled: filled.has(name), source: source ?? null }]
  })
  return { inputs, unbound: fields.map(({ name }) => name).filter((name) => !sources.has(name)) }
}

interface Declared {
  readonly fields: readonly ShapeField[]
  readonly place: BindingPlace
}

function reportUndeclared({ text, at }: Text, { kind, id }: SurfaceBindingSyntax, { fields, place }: Declared): void {
  const names = fields.map(({ name }) => name)
  const extras = { path: `${place.path}.bind.${text}`, ...suggestName({ text, at }, names) }
  place.found.push(diagnostic('binding_field_not_declared', at, { kind, id: id.text, input: text }, extras))
}

function reportUnbound(
  input: string,
  { kind, id }: SurfaceBindingSyntax,
  { surface, path, found }: BindingPlace,
): void {
  const values = { kind, id: id.text, surface, input }
  found.push(diagnostic('binding_required_input_unbound_warning', id.at, values, { path: `${path}.bind` }))
}

interface Wanted {
  readonly field: ShapeField
  readonly matcher: CheckedMatcher | null
  readonly place: BindingPlace
}

/** The source of one input; null where that has been told to be wrong. */
function checkSource({ text, at }: Text, { field, matcher, place }: Wanted): BoundSource | null {
  const { buckets } = surfaceFacts[place.surface]
  const report = (problem: string, advice: Partial<Advice> = {}): null => {
    const extras = { path: `${place.path}.bind.${field.name}`, ...advice }
    place.found.push(diagnostic('spec_binding_conflict_error', at, { problem }, extras))
    return null
  }
  const dot = text.indexOf('.')
  const [first, member] = dot === -1 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)]
  const bucket = buckets.find((known) => known === first)
  if (bucket === undefined) {
    const near = findNearest(first, buckets)
    const hint = near === null ? null : `did you mean "${near}"?`
    const problem = `the ${place.surface} surface has no bucket "${first}"; it has ${joinWords(buckets)}`
    return report(problem, { hint, fixes: respell({ text: first, at }, buckets) })
  }
  if (member === '')
    return report(`"${text}" names no member of the bucket`, {
      hint: `write "${bucket}.${field.name}"`,
      fixes: [rewording({ text, at }, `${bucket}.${field.name}`, false)],
    })
  const problem = findMemberProblem(bucket, member)
  if (problem !== null) return report(`"${member}" ${problem}`)
  if (bucket === 'path' && matcher !== null && !matcher.names.includes(member))
    return report(`the path has no segment "${segmentOf(member)}"`, suggestName({ text: member, at }, matcher.names))
  if (bucket !== 'body' && !isScalar(field.type))
    return report(
      `"${field.name}" is ${field.type.kind === 'array' ? 'a list' : 'an object'}, which only a body can hold`,
    )
  return { bucket, path: stepsOf(bucket, member) }
}

function segmentOf(name: string): string {
  return name === '*' ? '*' : `:${name}`
}

function isScalar({ kind }: ValueType): boolean {
  return kind === 'scalar' || kind === 'enum'
}

function stepsOf(bucket: Bucket, member: string): readonly string[] {
  return bucket === 'body' ? member.split('.') : [member]
}
