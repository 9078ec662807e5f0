import type { ConditionModel, ProjectionModel, QueryModel, TimelineModel } from '../artifact/app-model.js'

/** Single-field indexes by collection, each list in code-unit order. */
export type Indexes = ReadonlyMap<string, readonly (readonly string[])[]>

/** Finds the columns by which some query filters, joins or sorts. A projection that no query shows costs no index. */
export function findIndexes(projections: readonly ProjectionModel[], queries: readonly QueryModel[]): Indexes {
  // Of a timeline there are no columns.
  const stored = projections.filter((projection) => projection.strategy !== 'timeline')
  const byId = new Map(stored.map((projection) => [projection.id, new IndexFinder(projection)]))
  for (const { projection, push } of queries) byId.get(projection)?.addQuery(push.condition)
  const fields = new Map<string, Set<string>>()
  for (const finder of byId.values()) {
    for (const [collection, field] of finder.found()) {
      // `id` is the primary key.
      if (field === 'id') continue
      fields.set(collection, (fields.get(collection) ?? new Set()).add(field))
    }
  }
  return new Map([...fields].map(([collection, names]) => [collection, [...names].sort().map((name) => [name])]))
}

type StoredModel = Exclude<ProjectionModel, TimelineModel>

type Column = { readonly alias: string; readonly field: string }

class IndexFinder {
  private readonly projection: StoredModel
  private readonly columns: Column[] = []
  private isShown = false

  constructor(projection: StoredModel) {
    this.projection = projection
  }

  addQuery(condition: ConditionModel | null): void {
    if (!this.isShown) this.addProjection()
    this.isShown = true
    if (condition !== null) this.addCondition(condition)
  }

  /** Pairs of collection and field. */
  found(): readonly (readonly [string, string])[] {
    const { primary, joins } = this.projection
    const collections = new Map([primary, ...joins].map(({ alias, collection }) => [alias, collection]))
    return this.columns.flatMap(({ alias, field }) => {
      const collection = collections.get(alias)
      return collection === undefined ? [] : [[collection, field] as const]
    })
  }

  private addProjection(): void {
    const { joins, sortKeys } = this.projection
    for (const { column } of sortKeys) if (column !== null) this.columns.push(column)
    for (const { alias, type, on } of joins) {
      for (const { field, earlier, earlierField } of on) {
        this.columns.push({ alias, field })
        // Only an inner join may be walked from its other end.
        if (type === 'inner') this.columns.push({ alias: earlier, field: earlierField })
      }
    }
  }

  // What is negated or a mere flag holds for most rows, and an index over it would be read in vain.
  private addCondition(condition: ConditionModel): void {
    switch (condition.op) {
      case 'and':
      case 'or':
        for (const inner of condition.conditions) this.addCondition(inner)
        return
      case 'not':
      case 'holds':
        return
      case 'in':
        if ('column' in condition.value) this.columns.push(condition.value.column)
        return
      default:
        for (const side of [condition.left, condition.right]) if ('column' in side) this.columns.push(side.column)
    }
  }
}
