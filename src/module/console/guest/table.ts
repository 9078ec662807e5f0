// Rows and columns in a frame.

const indexColumn = '(index)'
const valueColumn = 'Values'
const iterationColumn = '(iteration index)'
const keyColumn = 'Key'

type Cells = ReadonlyMap<string, string>

interface Rows {
  readonly columns: readonly string[]
  readonly rows: readonly Cells[]
}

/** The frame; undefined for what has no rows. */
export function tableOf(
  data: unknown,
  wanted: readonly string[] | undefined,
  describe: (value: unknown) => string,
): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  return frame(data instanceof Map ? mapRows(data, describe) : listRows(data, wanted, describe))
}

function mapRows(map: ReadonlyMap<unknown, unknown>, describe: (value: unknown) => string): Rows {
  const rows = [...map].map(
    ([key, value], at) =>
      new Map([
        [iterationColumn, String(at)],
        [keyColumn, describe(key)],
        [valueColumn, describe(value)],
      ]),
  )
  return { columns: [iterationColumn, keyColumn, valueColumn], rows }
}

function listRows(data: object, wanted: readonly string[] | undefined, describe: (value: unknown) => string): Rows {
  const isSet = data instanceof Set
  const first = isSet ? iterationColumn : indexColumn
  const entries = isSet ? [...data].map((value, at) => [String(at), value] as const) : Object.entries(data)
  const found = new Set<string>(wanted)
  let hasValues = false
  const rows = entries.map(([index, value]) => {
    const cells = new Map([[first, index]])
    if (isSet || typeof value !== 'object' || value === null) {
      cells.set(valueColumn, describe(value))
      hasValues = true
      return cells
    }
    for (const key of wanted ?? Object.keys(value)) {
      found.add(key)
      if (Object.hasOwn(value, key)) cells.set(`.${key}`, describe(Reflect.get(value, key)))
    }
    return cells
  })
  const columns = [first, ...[...found].map((key) => `.${key}`), ...(hasValues ? [valueColumn] : [])]
  return { columns, rows }
}

/** A column of the data starts with a dot, so that none is taken for one of ours. */
function titleOf(column: string): string {
  return column.startsWith('.') ? column.slice(1) : column
}

function frame({ columns, rows }: Rows): string {
  const titles = columns.map(titleOf)
  const cells = rows.map((row) => columns.map((column) => row.get(column) ?? ''))
  const widths = titles.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)) + 2)
  const rule = (left: string, cross: string, right: string): string =>
    left + widths.map((width) => '\u2500'.repeat(width)).join(cross) + right
  const line = (row: readonly string[]): string =>
    `\u2502${row.map((cell, at) => ` ${cell}`.padEnd(widths[at] ?? 0)).join('\u2502')}\u2502`
  return [
    rule('\u250c', '\u252c', '\u2510'),
    line(titles),
    rule('\u251c', '\u253c', '\u2524'),
    ...cells.map(line),
    rule('\u2514', '\u2534', '\u2518'),
  ].join('\n')
}
