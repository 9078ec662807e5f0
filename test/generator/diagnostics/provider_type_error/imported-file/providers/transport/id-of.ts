export function idOf(to: string): string {
  return to.toUppercase()
}
