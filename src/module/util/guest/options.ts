import type { Layout } from './layout.js'

export interface InspectOptions {
  /** How many levels below the value are shown; null: all. */
  readonly depth?: number | null
  readonly showHidden?: boolean
  readonly maxArrayLength?: number | null
  readonly maxStringLength?: number | null
  readonly breakLength?: number
  readonly compact?: number | boolean
  readonly sorted?: boolean | ((left: string, right: string) => number)
  readonly customInspect?: boolean
}

/** One run of `inspect`. */
export interface Inspection extends Layout {
  readonly options: Required<InspectOptions>
  /** What is being described now, outermost first. */
  readonly within: object[]
  /** What contains itself, by number. */
  readonly circular: Map<object, number>
  describe(value: unknown, level: number): string
}
