import type { AppModel, MutationModel, ProjectionModel, QueryModel, RouteModel } from '../artifact/app-model.js'
import { bug } from '../diagnostic/bug.js'
import { compareAccess } from './compare-access.js'
import { compareInput, compareOutput, compareOutputShapes } from './compare-values.js'
import { type Difference, difference, type Subject } from './difference.js'
import { pairById, pairDeclared, subjectOf } from './pair.js'

/** What can be called from outside: which there are, what they take and give, and who may call. */
export function compareEntrypoints(before: AppModel, after: AppModel): readonly Difference[] {
  const compare = <One extends AnyEntrypoint>(
    kind: string,
    [was, is]: readonly [readonly One[], readonly One[]],
    compareOwn: (old: One, now: One, subject: Subject) => readonly Difference[],
  ): readonly Difference[] => {
    const { gone, fresh, kept } = pairDeclared(was, is)
    return [
      ...gone.map((one) => difference('entrypoint_removed', subjectOf(kind, one, null), {})),
      ...fresh.map((one) => difference('entrypoint_added', subjectOf(kind, null, one), {})),
      ...kept.flatMap(([old, now]) => {
        const subject = subjectOf(kind, old, now)
        const access = compareAccess([old.roles, now.roles], [before.access, after.access], subject)
        return [...compareInputs(old, now, subject), ...compareOwn(old, now, subject), ...access]
      }),
    ]
  }
  return [
    ...compare('query', [before.queries, after.queries], (old, now, subject) =>
      compareQueries([old, projectionOf(old, before)], [now, projectionOf(now, after)], subject),
    ),
    ...compare('mutation', [before.mutations, after.mutations], (old, now, subject) =>
      compareOutput(old.output, now.output, { ...subject, name: `the output of ${subject.name}` }),
    ),
    ...compare('route', [before.routes, after.routes], compareRoutes),
  ]
}

type AnyEntrypoint = QueryModel | MutationModel | RouteModel

function compareInputs(was: AnyEntrypoint, is: AnyEntrypoint, subject: Subject): readonly Difference[] {
  const [old, now] = [defaultsOf(was), defaultsOf(is)]
  const names = is.input.fields
    .map(({ name }) => name)
    .filter((name) => was.input.fields.some((one) => one.name === name))
  const changed = names.filter((name) => old.get(name) !== now.get(name))
  return [
    ...compareInput([was.input, is.input], subject, [new Set(old.keys()), new Set(now.keys())]),
    ...changed.map((name) =>
      difference('input_default_changed', subject, {
        path: name,
        was: old.get(name) ?? 'nothing',
        is: now.get(name) ?? 'nothing',
      }),
    ),
  ]
}

function defaultsOf(entrypoint: AnyEntrypoint): ReadonlyMap<string, string> {
  const defaults = 'defaults' in entrypoint ? entrypoint.defaults : []
  return new Map(defaults.map(({ name, value }) => [name, JSON.stringify(value)]))
}

function projectionOf({ projection }: QueryModel, { projections }: AppModel): ProjectionModel {
  const found = projections.find(({ id }) => id === projection)
  if (found === undefined) throw bug(`the model has no projection "${projection}"`)
  return found
}

type Asked = readonly [query: QueryModel, projection: ProjectionModel]

function compareQueries([query, was]: Asked, [now, is]: Asked, subject: Subject): readonly Difference[] {
  const rows = { ...subject, name: `the rows of ${subject.name}` }
  return [
    ...compareOutputShapes(was.row, is.row, rows),
    ...comparePageSizes([query, was], [now, is], subject),
    ...compareSortKeys([query, was], [now, is], subject),
  ]
}

function comparePageSizes([query, before]: Asked, [now, after]: Asked, subject: Subject): readonly Difference[] {
  const [was, is] = [before.pagination.maxSize, after.pagination.maxSize]
  if (was === is || !takes(query, 'pageSize') || !takes(now, 'pageSize')) return []
  return [difference(is < was ? 'page_size_lowered' : 'page_size_raised', subject, { was, is })]
}

function compareSortKeys([query, was]: Asked, [now, is]: Asked, subject: Subject): readonly Difference[] {
  if (!takes(query, 'sortBy') || !takes(now, 'sortBy')) return []
  const { gone, fresh } = pairById(keysOf(was), keysOf(is), (key) => key)
  return [
    ...gone.map((key) => difference('sort_key_removed', subject, { key })),
    ...fresh.map((key) => difference('sort_key_added', subject, { key })),
  ]
}

function takes(query: QueryModel, argument: QueryModel['arguments'][number]['argument']): boolean {
  return query.arguments.some((one) => one.argument === argument)
}

function keysOf({ sort }: ProjectionModel): readonly string[] {
  return sort.kind === 'chosen' ? sort.allowed.map(({ value }) => value) : []
}

function compareRoutes(was: RouteModel, is: RouteModel, subject: Subject): readonly Difference[] {
  return was.screen === is.screen
    ? []
    : [difference('route_screen_changed', subject, { was: was.screen, is: is.screen })]
}
