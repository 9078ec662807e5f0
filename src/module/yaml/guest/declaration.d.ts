/** What is wrong with a text, and where; lines and columns count from 1. */
export interface YamlFinding {
  readonly message: string
  /** Absent where no one place is to blame. */
  readonly line?: number
  readonly column?: number
}

/** The first document of a text; null where there is none. A text that is no YAML is a `SyntaxError` with `line` and `column`. */
export function parse(text: string): unknown

/** Every document of a text. */
export function parseAll(text: string): unknown[]

/** The text of a value. `indent`: how many spaces a level has, 1 to 9; 2 where it is not said. */
export function stringify(value: unknown, options?: { indent?: number }): string

/** Whether a text is YAML, all its documents. */
export function validate(text: string): { readonly valid: boolean; readonly errors?: readonly YamlFinding[] }
