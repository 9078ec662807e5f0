// Where lines break: what is short stands on one line, long lists of short things in columns.

export interface Layout {
  readonly breakLength: number
  /** How many levels may share a line; false: none. */
  readonly compact: number | false
  indentation: number
  /** The level of what was described last: how deep the parts at hand go. */
  deepest: number
}

export interface Parts {
  /** What stands before the braces, such as an error's stack. */
  readonly base: string
  readonly open: string
  readonly close: string
  readonly entries: readonly string[]
  readonly level: number
  /** The items of a list, that may stand in columns; the last entry may speak of more. */
  readonly list?: { readonly values: readonly unknown[]; readonly hasMore: boolean }
}

export function layOut(layout: Layout, parts: Parts): string {
  const { base, open, close, level, list } = parts
  const { compact } = layout
  const head = base === '' ? '' : `${base} `
  const lines = compact !== false && list !== undefined ? inColumns(layout, parts) : parts.entries
  if (compact !== false && layout.deepest - level < compact && lines.length === parts.entries.length) {
    const start = lines.length + layout.indentation + open.length + base.length + 10
    const joined = lines.join(', ')
    if (fits(layout, lines, start, base) && !joined.includes('\n')) return `${head}${open} ${joined} ${close}`
  }
  const line = `\n${' '.repeat(layout.indentation)}`
  return `${head}${open}${line}  ${lines.join(`,${line}  `)}${line}${close}`
}

function fits({ breakLength }: Layout, lines: readonly string[], start: number, base: string): boolean {
  const length = lines.reduce((sum, line) => sum + line.length, lines.length + start)
  return length <= breakLength && !base.includes('\n')
}

// About as wide as it is high, when a character is two and a half times as high as wide; Node's own measure.
function inColumns({ breakLength, compact, indentation }: Layout, { entries, list }: Parts): readonly string[] {
  const count = list?.hasMore ? entries.length - 1 : entries.length
  if (entries.length <= 6 || compact === false) return entries
  const items = entries.slice(0, count)
  const widest = Math.max(...items.map((item) => item.length)) + 2
  const total = items.reduce((sum, item) => sum + item.length + 2, 0)
  if (widest * 3 + indentation >= breakLength || (total / widest <= 5 && widest > 8)) return entries
  const biased = Math.max(widest - 3 - Math.sqrt(widest - total / entries.length), 1)
  const wanted = Math.round(Math.sqrt(2.5 * biased * count) / biased)
  const columns = Math.min(wanted, Math.floor((breakLength - indentation) / widest), compact * 4, 15)
  if (columns <= 1) return entries
  return [...rowsOf(items, columns, list?.values ?? []), ...entries.slice(count)]
}

function rowsOf(items: readonly string[], columns: number, values: readonly unknown[]): string[] {
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...items.filter((_, at) => at % columns === column).map((item) => item.length + 2)),
  )
  const areNumbers = values.every((value) => typeof value === 'number' || typeof value === 'bigint')
  const rows: string[] = []
  for (let first = 0; first < items.length; first += columns) {
    const row = items.slice(first, first + columns)
    const cells = row.map((item, column) => {
      const isLast = column === row.length - 1
      const width = widths[column] ?? 0
      if (areNumbers) return isLast ? item.padStart(width - 2) : `${item}, `.padStart(width)
      return isLast ? item : `${item}, `.padEnd(width)
    })
    rows.push(cells.join(''))
  }
  return rows
}
