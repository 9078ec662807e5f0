import type { ProjectionModel, SortKeyModel, SortModel } from '../../artifact/app-model.js'
import { type Code, call, list, object, sequence } from '../text/code.js'
import { literal, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { printValue } from './print-expression.js'
import type { RowFunctions } from './row-function.js'

/** How the rows of a projection are searched, sorted, paged and guarded: what every projection has. */
export function writeListing(
  projection: ProjectionModel,
  rows: RowFunctions,
  { out, guards }: { readonly out: Writer; readonly guards: string | null },
): void {
  writeSearch(projection, rows, out)
  writeSortKeys(projection, rows, out)
  writeSort(projection.sort, out)
  const { defaultPage, defaultSize, maxSize } = projection.pagination
  out.code('pagination: ', literal({ defaultPage, defaultSize, maxSize }), ',')
  if (guards !== null) out.line(`guards: ${guards},`)
}

function writeSearch({ search }: ProjectionModel, rows: RowFunctions, out: Writer): void {
  if (search === null) return
  const texts = rows.arrow(search.texts, (scope) => list(search.texts.map((text) => printValue(text, scope).code)))
  out.code('searched: ', texts, ',')
}

function writeSortKeys({ sortKeys }: ProjectionModel, rows: RowFunctions, out: Writer): void {
  if (sortKeys.length === 0) {
    out.line('sortKeys: new Map(),')
    return
  }
  out.block('sortKeys: new Map([', ']),', () => {
    for (const key of sortKeys) out.code('', list([quote(key.id), sortKey(key, rows)]), ',')
  })
}

function sortKey({ value, column }: SortKeyModel, rows: RowFunctions): Code {
  const members = [
    sequence(
      'value: ',
      rows.arrow([value], (scope) => printValue(value, scope).code),
    ),
  ]
  if (column !== null) members.push(sequence('column: ', literal({ alias: column.alias, field: column.field })))
  return object(members)
}

function writeSort(sort: SortModel, out: Writer): void {
  if (sort.kind === 'natural') {
    out.line("sort: { kind: 'natural' },")
    return
  }
  if (sort.kind === 'fixed') {
    const rules = sort.rules.map(({ key, direction }) => literal({ key, direction }))
    const order = object([`id: ${quote(orderId(sort.rules))}`, sequence('rules: ', list(rules))])
    out.code('sort: ', object(["kind: 'fixed'", sequence('order: ', order)]), ',')
    return
  }
  out.block('sort: {', '},', () => {
    out.line("kind: 'chosen',")
    const allowed = sort.allowed.map(({ value, key }) => literal([value, key]))
    out.code('allowed: ', call('new Map', list(allowed)), ',')
    out.line(`defaultKey: ${quote(sort.defaultKey)},`)
    out.line(`defaultDirection: ${quote(sort.defaultDirection)},`)
  })
}

function orderId(rules: readonly { readonly key: string; readonly direction: string }[]): string {
  return rules.map(({ key, direction }) => `${key} ${direction}`).join(', ')
}
