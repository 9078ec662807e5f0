/** A JSON value: what crosses every border of an app. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object; members without a value are absent, never `undefined`. */
export interface JsonObject {
  readonly [member: string]: Json
}

/** A value, or the promise of one: stores and providers may answer either way, and nothing awaits what is already there. */
export type Awaitable<T> = T | Promise<T>
