/** A method as it is compared, or null where it is none. */
export function readMethod(written: string): string | null {
  const method = written.trim().toUpperCase()
  return /^[!#$%&'*+.^_`|~0-9A-Z-]+$/.test(method) ? method : null
}

/** The words of a command joined with single spaces, or null where one of them would be a flag. */
export function readCommand(written: string): string | null {
  const words = written.trim().split(/\s+/)
  return words.some((word) => word.startsWith('-')) ? null : words.join(' ')
}
