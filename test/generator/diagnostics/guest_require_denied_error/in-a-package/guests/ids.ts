import letters from 'letters'

export function idOf(prefix: string): string {
  return `${prefix}-${letters()}`
}
