/**
 * Whether a text names a zone of the IANA list, links such as `Asia/Calcutta` and `UTC` included. Offsets such as
 * `+01:00` are refused: newer versions of Node take them for zones, and what is legal must not depend on the version.
 */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}
