/** The time on the host's clock, in milliseconds since the epoch. */
export function now(): number

/** The time on the host's clock as RFC 3339 text in UTC, with three fraction digits. */
export function iso(): string

/** Milliseconds since the runtime was made, with fractions; never goes back. */
export function monotonic(): number

/** Milliseconds since `start`, which `monotonic` gave. */
export function since(start: number): number

/** As the global `performance`: its `now` is `monotonic`. */
export const performance: { readonly now: () => number }
