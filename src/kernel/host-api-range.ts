type Version = readonly [major: number, minor: number, patch: number]

const number = '(0|[1-9][0-9]*)'
const versionForm = new RegExp(`^${number}\\.${number}\\.${number}$`)
const comparatorForm = /^(>=|<=|>|<|=)(.+)$/

/**
 * Whether a range admits a host API version: `*`, one version, `^1.2.3` (the same major, and not older), or comparators
 * that must all hold. A range of any other form admits none.
 */
export function admits(range: string, version: string): boolean {
  const actual = readVersion(version)
  if (actual === null) return false
  if (range === '*') return true
  if (range.startsWith('^')) {
    const least = readVersion(range.slice(1))
    return least !== null && least[0] === actual[0] && compare(actual, least) >= 0
  }
  const exact = readVersion(range)
  if (exact !== null) return compare(actual, exact) === 0
  return range.split(' ').every((comparator) => holds(comparator, actual))
}

function readVersion(text: string): Version | null {
  const parts = versionForm.exec(text)
  return parts === null ? null : [Number(parts[1]), Number(parts[2]), Number(parts[3])]
}

function compare(left: Version, right: Version): number {
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2]
}

function holds(comparator: string, actual: Version): boolean {
  const [, operator, text = ''] = comparatorForm.exec(comparator) ?? []
  const bound = readVersion(text)
  if (bound === null) return false
  const order = compare(actual, bound)
  switch (operator) {
    case '>=':
      return order >= 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '<':
      return order < 0
    default:
      return order === 0
  }
}
