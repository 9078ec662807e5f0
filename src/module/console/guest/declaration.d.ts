/** A line at the level `info`: a pattern with `%s %d %i %f %j %o %O %c %%`, or anything. */
export function log(...args: unknown[]): void
/** As `log`. */
export function info(...args: unknown[]): void
/** A line at the level `debug`. */
export function debug(...args: unknown[]): void
/** A line at the level `warn`. */
export function warn(...args: unknown[]): void
/** A line at the level `error`. */
export function error(...args: unknown[]): void
/** A line at the level `error`, with the places that led here. */
export function trace(...args: unknown[]): void
/** A line at the level `warn` where the condition does not hold. */
export function assert(condition: unknown, ...args: unknown[]): void
/** The value, as `util.inspect` shows it. */
export function dir(value: unknown, options?: object): void
/** Rows and columns in a frame. */
export function table(data: unknown, columns?: readonly string[]): void
/** Moves the lines that follow in, under these. */
export function group(...labels: unknown[]): void
export function groupCollapsed(...labels: unknown[]): void
export function groupEnd(): void
/** How often it was called with this label. */
export function count(label?: string): void
export function countReset(label?: string): void
/** Starts a clock under the label. */
export function time(label?: string): void
/** What that clock says now. */
export function timeLog(label?: string, ...args: unknown[]): void
/** What that clock says, for the last time. */
export function timeEnd(label?: string): void
