import { type CatalogueEntry, type Code, catalogue, type Severity } from './catalogue.js'
import { explanations } from './explanations.js'

/** Everything that is known of one code. */
export interface Explanation {
  readonly code: Code
  readonly severity: Severity
  /** With `<port>` where a case's own words stand. */
  readonly message: string
  readonly help: string
  /** Why the rule is there and what it looks at: Markdown. */
  readonly text: string
}

/** Gives a code's entry of the catalogue together with its explanation. */
export function explainCode(code: Code): Explanation {
  const { severity, message, help }: CatalogueEntry = catalogue[code]
  return { code, severity, message: message.replace(/\{(\w+)\}/g, '<$1>'), help, text: explanations[code] }
}
