import type { Paint } from '../../diagnostic/paint.js'
import { printable } from '../../diagnostic/printable.js'
import type { Difference } from '../../diff/difference.js'
import type { Consequence } from '../../diff/rules.js'

const meanings = { breaking: 'error', additive: 'good', internal: 'faint' } as const

/** The differences for people: one sentence each, and where it stands now and stood before. */
export function printDifferences(differences: readonly Difference[], paint: Paint): string {
  const width = 'breaking'.length
  const lines = differences.flatMap((one) => [
    `${paint(meanings[one.consequence], one.consequence.padEnd(width))}  ${printable(one.message)}`,
    ...sayPlaces(one).map((place) => `${' '.repeat(width)}    ${paint('faint', place)}`),
  ])
  return [...lines, ...(lines.length === 0 ? [] : ['']), sayCounts(differences), ''].join('\n')
}

function sayPlaces({ before, after }: Difference): readonly string[] {
  if (after === null) return before === null ? [] : [`was at ${printable(before)}`]
  return [before === null || before === after ? printable(after) : `${printable(after)}, was at ${printable(before)}`]
}

/** `2 breaking, 1 additive, 0 internal`. */
function sayCounts(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'no difference'
  return Object.entries(countConsequences(differences))
    .map(([consequence, count]) => `${count} ${consequence}`)
    .join(', ')
}

/** How many differences there are of each consequence. */
export function countConsequences(differences: readonly Difference[]): Readonly<Record<Consequence, number>> {
  const count = (wanted: Consequence): number => differences.filter(({ consequence }) => consequence === wanted).length
  return { breaking: count('breaking'), additive: count('additive'), internal: count('internal') }
}
