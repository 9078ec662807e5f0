/**
 * What a mistake looks like, and the same piece without it. The right one is a piece of the app in `test/generator/explained`, and a
 * test compiles that with either.
 */
export interface Example {
  readonly file: string
  readonly wrong: string
  readonly right: string
}
