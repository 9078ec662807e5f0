export type Severity = 'error' | 'warning' | 'info'

/**
 * One code: what is wrong in one sentence in the author's words (holes are `{name}`), and what to do now.
 * A released code never changes its meaning and is never used again.
 */
export interface CatalogueEntry {
  readonly severity: Severity
  readonly message: string
  readonly help: string
}
