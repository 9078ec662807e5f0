/**
 * Makes a function that writes instants (milliseconds since the epoch) as UTC text with three fraction digits.
 * Formatting a date costs more than a small query, so within one second only the last digits are written anew.
 */
export function instantFormatter(): (ms: number) => string {
  let secondMs = Number.NaN
  let secondText = ''
  return (ms) => {
    const fraction = ((ms % 1000) + 1000) % 1000
    if (ms - fraction !== secondMs) {
      secondMs = ms - fraction
      secondText = new Date(secondMs).toISOString().slice(0, -4)
    }
    const digits = fraction < 10 ? `00${fraction}` : fraction < 100 ? `0${fraction}` : `${fraction}`
    return `${secondText}${digits}Z`
  }
}
