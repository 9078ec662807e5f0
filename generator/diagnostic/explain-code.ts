import { type CatalogueEntry, type Code, catalogue, type Severity } from './catalogue.js'
import type { Example } from './example.js'
import { examples } from './examples.js'
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
  /** Without the indentation that all of its lines have; null where it is no mistake in a text. */
  readonly example: Example | null
}

/** Gives a code's entry of the catalogue together with its explanation. */
export function explainCode(code: Code): Explanation {
  const { severity, message, help }: CatalogueEntry = catalogue[code]
  const example = examples[code]
  return {
    code,
    severity,
    message: message.replace(/\{(\w+)\}/g, '<$1>'),
    help,
    text: explanations[code],
    example: example === undefined ? null : outdent(example),
  }
}

function outdent({ file, wrong, right }: Example): Example {
  const lines = `${wrong}\n${right}`.split('\n')
  const width = Math.min(...lines.map((line) => line.length - line.trimStart().length))
  const cut = (text: string): string =>
    text
      .split('\n')
      .map((line) => line.slice(width))
      .join('\n')
  return { file, wrong: cut(wrong), right: cut(right) }
}
