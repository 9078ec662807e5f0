import type { Shape } from '../../language/shape.js'
import { textForms } from '../../language/text-form.js'

/** What may stand at a place, fit to stand after "must be". */
export function describeShape(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return textForms[shape.form].expected
    case 'word':
      return listWords(shape.words)
    case 'integer':
      if (shape.most !== undefined) return `a whole number from ${shape.least} to ${shape.most}`
      return shape.least > Number.MIN_SAFE_INTEGER ? `a whole number of at least ${shape.least}` : 'a whole number'
    case 'number':
      return `a number from ${shape.least} to ${shape.most}`
    case 'list':
    case 'map':
    case 'tuple':
      return shape.about
    case 'form-choice':
      return 'a mapping or a list'
    case 'type':
      return 'a type, such as text! or { enum: [a, b] }'
    case 'scalar-type':
      return 'a scalar type, such as text or int!'
    case 'expression':
      return 'an expression'
    case 'boolean':
      return 'true or false'
    case 'nullable':
      return describeShape(shape.shape)
    case 'json':
      return 'a literal'
    default:
      return 'a mapping'
  }
}

/** As in `"asc"` or `"asc" or "desc"`. */
export function listWords(words: readonly string[], last = 'or'): string {
  const quoted = words.map((word) => `"${word}"`)
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1)}`
}
