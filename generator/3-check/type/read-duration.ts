const milliseconds: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
])

/**
 * The length of a duration in milliseconds: `90d` is 7,776,000,000. A day is 86,400 seconds, whatever clocks do. What is
 * longer than 285,000 years is as long as a number can say exactly. The text must be of the form `duration`.
 *
 * @example
 * readDuration('1h') // 3_600_000
 */
export function readDuration(text: string): number {
  const unit = /[a-z]+$/.exec(text)?.[0] ?? ''
  const count = Number(text.slice(0, text.length - unit.length))
  return Math.min(count * (milliseconds.get(unit) ?? 1), Number.MAX_SAFE_INTEGER)
}
