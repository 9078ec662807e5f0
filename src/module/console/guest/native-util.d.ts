declare module 'native:util' {
  export function format(...args: readonly unknown[]): string
  export function formatWithOptions(options: object, ...args: readonly unknown[]): string
  export function inspect(value: unknown, options?: object): string
}
