import type { Paint } from '../../diagnostic/paint.js'
import { printable } from '../../diagnostic/printable.js'
import type { Row } from './row.js'

const meanings = { ok: 'good', warning: 'warning', failed: 'error' } as const

/** The rows as a table for people; under each that is not ok, what to type. */
export function printRows(rows: readonly Row[], paint: Paint): string {
  const width = Math.max(...rows.map(({ check }) => check.length))
  const stateWidth = 'warning'.length
  const indent = ' '.repeat(stateWidth + width + 4)
  return rows
    .map(({ check, state, found, fix }) => {
      const line = `${paint(meanings[state], state.padEnd(stateWidth))}  ${check.padEnd(width)}  ${printable(found)}\n`
      return fix === null ? line : `${line}${indent}${paint('strong', `$ ${printable(fix)}`)}\n`
    })
    .join('')
}
