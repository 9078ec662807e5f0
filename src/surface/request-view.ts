/** A request as selection sees it, whatever surface it came through. What a surface does not have is null or empty. */
export interface RequestView {
  /** Trimmed, in upper case. */
  readonly method: string | null
  /** The path between its slashes, decoded; trailing slashes are gone. */
  readonly segments: readonly string[] | null
  readonly route: string | null
  readonly intent: string | null
  readonly source: string | null
  readonly query: ReadonlyMap<string, unknown>
  readonly body: unknown
  readonly flags: ReadonlyMap<string, unknown>
}

/** A bucket that a request does not have. */
export const nothingGiven: ReadonlyMap<string, never> = new Map<string, never>()
