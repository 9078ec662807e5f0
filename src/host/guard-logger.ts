import type { Logger } from '../contract/provider.js'

/** The same logger, but one that fails to write takes no call with it. */
export function guardLogger(logger: Logger): Logger {
  return {
    debug: (message, details) => attempt(() => logger.debug(message, details)),
    info: (message, details) => attempt(() => logger.info(message, details)),
    warn: (message, details) => attempt(() => logger.warn(message, details)),
    error: (message, details) => attempt(() => logger.error(message, details)),
  }
}

function attempt(write: () => void): void {
  try {
    write()
  } catch {
    // There is nowhere left to tell it.
  }
}
