export function idOf(prefix: string): string {
  return prefix.lenght > 0 ? prefix : 'none'
}
