const integer = /^[-+]?[0-9]+$/
const otherBase = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const noNumber = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/

export type ScalarValue = null | boolean | number | string

/** Why a scalar can be no JSON value. */
export interface Misfit {
  readonly problem: string
}

const words: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
])

/** Resolves an unquoted scalar by the core schema of YAML 1.2: null, booleans and numbers; all else is text. */
export function resolvePlain(text: string): ScalarValue | Misfit {
  const first = text.charCodeAt(0)
  // Signs, the dot and digits begin numbers; most scalars begin with none of them.
  if (first < 58) return resolveNumber(text)
  const value = text.length < 6 ? words.get(text) : text
  return value === undefined ? text : value
}

function resolveNumber(text: string): ScalarValue | Misfit {
  if (integer.test(text) || otherBase.test(text)) {
    const value = Number(text)
    if (Number.isSafeInteger(value)) return withoutSign(value)
    return { problem: `${shorten(text)} is too great a whole number to be exact; put it in quotes` }
  }
  if (float.test(text)) {
    const value = Number(text)
    if (Number.isFinite(value)) return withoutSign(value)
    return { problem: `${shorten(text)} is too great a number` }
  }
  return noNumber.test(text) ? { problem: `${text} is no JSON value; put it in quotes if it is text` } : text
}

/** JSON has one zero. */
function withoutSign(value: number): number {
  return value === 0 ? 0 : value
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
