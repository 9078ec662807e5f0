import type { Logger } from '../contract/provider.js'

interface Console {
  warn(...parts: readonly unknown[]): void
  error(...parts: readonly unknown[]): void
}

const { console } = globalThis as unknown as { readonly console: Console }

function write(level: 'warn' | 'error', message: string, details: Readonly<Record<string, unknown>> | undefined): void {
  if (details === undefined) console[level](message)
  else console[level](message, details)
}

/** Writes warnings and errors to the console, and leaves the rest out. */
export const systemLogger: Logger = {
  debug() {},
  info() {},
  warn: (message, details) => write('warn', message, details),
  error: (message, details) => write('error', message, details),
}
