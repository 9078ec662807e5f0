import { type Program, parse } from 'acorn'

/** A bundle as a syntax tree; null where the code has something that the parser does not know yet. */
export function parseBundle(code: string): Program | null {
  try {
    return parse(code, { ecmaVersion: 'latest', sourceType: 'module' })
  } catch (refusal) {
    if (refusal instanceof SyntaxError) return null
    throw refusal
  }
}
