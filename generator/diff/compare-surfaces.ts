import type { AppModel } from '../artifact/app-model.js'
import type { BoundSource, SurfaceBindingModel } from '../artifact/wiring-model.js'
import { type Difference, difference, type Subject } from './difference.js'
import { pairById } from './pair.js'

/** How entrypoints are reached from outside: their addresses, and where their inputs are read from. */
export function compareSurfaces(before: AppModel, after: AppModel): readonly Difference[] {
  const { gone, fresh, kept } = pairById(listReached(before), listReached(after), ({ key }) => key)
  return [
    ...gone.flatMap((one) => compareReached(one, { ...one, bindings: [] })),
    ...fresh.flatMap((one) => compareReached({ ...one, bindings: [] }, one)),
    ...kept.flatMap(([was, is]) => compareReached(was, is)),
  ]
}

/** All bindings by which one surface reaches one entrypoint. */
interface Reached {
  readonly key: string
  readonly surface: string
  readonly name: string
  readonly bindings: readonly SurfaceBindingModel[]
}

function listReached({ surfaces, queries, mutations, routes }: AppModel): readonly Reached[] {
  const entrypoints = [
    ...queries.map(({ id }) => ({ kind: 'query', id })),
    ...mutations.map(({ id }) => ({ kind: 'mutation', id })),
    ...routes.map(({ id }) => ({ kind: 'route', id })),
  ]
  return surfaces.flatMap(({ type, bindings }) =>
    entrypoints.map(({ kind, id }) => ({
      key: `${type} ${kind} ${id}`,
      surface: type,
      name: `${kind} "${id}"`,
      bindings: bindings.filter((binding) => binding.kind === kind && binding.id === id),
    })),
  )
}

/** Bindings of one address are one binding; where one address went and one came, it has moved. */
function compareReached(was: Reached, is: Reached): readonly Difference[] {
  const { surface } = is
  const { gone, fresh, kept } = pairById(was.bindings, is.bindings, addressOf)
  const subject = (old: SurfaceBindingModel | undefined, now: SurfaceBindingModel | undefined): Subject => ({
    name: is.name,
    before: old?.origin ?? null,
    after: now?.origin ?? null,
  })
  const [old, now] = [gone[0], fresh[0]]
  const sources = kept.flatMap(([left, right]) => [
    ...compareSources([left, right], surface, subject(left, right)),
    ...compareOrder([left, right], surface, subject(left, right)),
  ])
  if (old !== undefined && now !== undefined && gone.length + fresh.length === 2)
    return [
      difference('address_changed', subject(old, now), { surface, was: addressOf(old), is: addressOf(now) }),
      ...sources,
    ]
  return [
    ...gone.map((one) => difference('address_removed', subject(one, undefined), { surface, was: addressOf(one) })),
    ...fresh.map((one) => difference('address_added', subject(undefined, one), { surface, is: addressOf(one) })),
    ...sources,
  ]
}

/** `GET /tickets/:ticket` over HTTP; every clause elsewhere. */
function addressOf({ clauses }: SurfaceBindingModel): string {
  const said = clauses.map((clause) => {
    if (clause.op === 'exists') return `${clause.key} given`
    const value = `${clause.value}${clause.op === 'prefix' ? '…' : ''}`
    return clause.key === 'method' || clause.key === 'path' ? value : `${clause.key} ${value}`
  })
  return said.length === 0 ? 'its name' : said.join(' ')
}

function compareSources(
  [was, is]: readonly [SurfaceBindingModel, SurfaceBindingModel],
  surface: string,
  subject: Subject,
): readonly Difference[] {
  const { gone, fresh, kept } = pairById(sourcesOf(was), sourcesOf(is), ({ name }) => name)
  return [
    ...gone.map(({ name, from }) => difference('input_source_removed', subject, { surface, path: name, was: from })),
    ...fresh.map(({ name, from }) => difference('input_source_added', subject, { surface, path: name, is: from })),
    ...kept.flatMap(([old, now]) => {
      const values = { surface, path: now.name, was: old.from, is: now.from }
      return old.from === now.from ? [] : [difference('input_source_changed', subject, values)]
    }),
  ]
}

/** Arguments are told apart by their order: one more or one less is harmless to the others at the end alone. */
function compareOrder(
  [was, is]: readonly [SurfaceBindingModel, SurfaceBindingModel],
  surface: string,
  subject: Subject,
): readonly Difference[] {
  const [old, now] = [was.line?.args ?? [], is.line?.args ?? []]
  const both = Math.min(old.length, now.length)
  const isKept = old.slice(0, both).every((name, index) => name === now[index])
  const values = { surface, was: old.join(', '), is: now.join(', ') }
  return isKept ? [] : [difference('arguments_reordered', subject, values)]
}

function sourcesOf({ inputs }: SurfaceBindingModel): readonly { readonly name: string; readonly from: string }[] {
  return inputs.flatMap(({ name, source }) => (source === null ? [] : [{ name, from: saySource(source) }]))
}

function saySource({ bucket, path }: BoundSource): string {
  return [bucket, ...path].join('.')
}
