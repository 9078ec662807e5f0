/**
 * The instant as UTC text with exactly three fraction digits (truncated) and `Z`, so that code-unit order is time order;
 * null where the text is no RFC 3339 date-time of the years 0000 to 9999. Text that is already normal comes back as it is.
 */
export function normalTimestamp(text: string): string | null {
  if (text.length < 20 || text.length > 35 || !hasValidDateTime(text)) return null
  const end = endOfFraction(text)
  if (end === -1) return null
  const offset = offsetMinutes(text, end)
  if (Number.isNaN(offset)) return null
  if (offset === 0) return end === 23 && text.length === 24 ? text : `${withThreeDigits(text, end)}Z`
  return shifted(withThreeDigits(text, end), offset)
}

/** The instant of a normal timestamp in milliseconds since the epoch. */
export function instantOf(normal: string): number {
  return Date.parse(normal)
}

// `YYYY-MM-DDTHH:MM:SS`, each part in its range.
function hasValidDateTime(text: string): boolean {
  const isPunctuated =
    text.charCodeAt(4) === 0x2d &&
    text.charCodeAt(7) === 0x2d &&
    text.charCodeAt(10) === 0x54 &&
    text.charCodeAt(13) === 0x3a &&
    text.charCodeAt(16) === 0x3a
  if (!isPunctuated) return false
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  // Every comparison with the NaN of what is no digit is false.
  return (
    year >= 0 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month) &&
    twoDigits(text, 11) <= 23 &&
    twoDigits(text, 14) <= 59 &&
    twoDigits(text, 17) <= 59
  )
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30
  const ones = text.charCodeAt(at + 1) - 0x30
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

// Where the zone begins; -1 where a dot is not followed by one to nine digits.
function endOfFraction(text: string): number {
  if (text.charCodeAt(19) !== 0x2e) return 19
  let end = 20
  while (text.charCodeAt(end) >= 0x30 && text.charCodeAt(end) <= 0x39) end++
  return end > 20 && end <= 29 ? end : -1
}

function offsetMinutes(text: string, at: number): number {
  const sign = text.charCodeAt(at)
  if (sign === 0x5a) return text.length === at + 1 ? 0 : Number.NaN
  if ((sign !== 0x2b && sign !== 0x2d) || text.length !== at + 6 || text.charCodeAt(at + 3) !== 0x3a) return Number.NaN
  const hours = twoDigits(text, at + 1)
  const minutes = twoDigits(text, at + 4)
  if (!(hours <= 23 && minutes <= 59)) return Number.NaN
  return (sign === 0x2b ? 1 : -1) * (hours * 60 + minutes)
}

function withThreeDigits(text: string, end: number): string {
  if (end === 19) return `${text.slice(0, 19)}.000`
  return end >= 23 ? text.slice(0, 23) : text.slice(0, end).padEnd(23, '0')
}

function shifted(utc: string, offset: number): string | null {
  const instant = Date.parse(`${utc}Z`) - offset * 60_000
  const text = new Date(instant).toISOString()
  // Years outside of 0000 to 9999 have a sign and six digits.
  return text.length === 24 ? text : null
}
