const longestDelayMs = 30_000

/** How long to wait before the attempt that follows on so many: twice as long each time, up to half a minute. */
export function retryDelayMs(backoffMs: number, attempts: number): number {
  return Math.min(backoffMs * 2 ** (attempts - 1), longestDelayMs)
}
