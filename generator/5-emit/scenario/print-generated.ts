import type { ShapeField, ValueType } from '../../artifact/value-type.js'
import { asResult } from '../program/row-function.js'
import { type Code, call, hang, list, object } from '../text/code.js'
import { literal, property, quote } from '../text/literal.js'

/** The inputs that are made up, as calls of `make`; each value is named by the way to it. */
export function printGenerated(fields: readonly ShapeField[]): Code {
  return printMembers(fields, null)
}

/** `within` is the text of an expression for what the members stand in; null for the whole input. */
function printMembers(fields: readonly ShapeField[], within: Field | null): Code {
  return object(fields.map(({ name, type }) => property(name, printValue(type, inner(within, name)))))
}

/** The way to a value: a known text, or a variable of the emitted code with what follows it. */
interface Field {
  readonly variable: string | null
  readonly text: string
}

function inner(within: Field | null, name: string): Field {
  return within === null ? { variable: null, text: name } : { ...within, text: `${within.text}.${name}` }
}

function fieldCode({ variable, text }: Field): string {
  if (variable === null) return quote(text)
  return text === '' ? variable : `\`\${${variable}}${text}\``
}

function printValue(type: ValueType, field: Field): Code {
  switch (type.kind) {
    case 'scalar':
      return `make.${type.scalar}(${fieldCode(field)})`
    case 'enum':
      return call('make.oneOf', fieldCode(field), list(type.values.map(literal)))
    case 'array':
      return call(
        'make.list',
        fieldCode(field),
        hang('(field) =>', asValue(printValue(type.item, { variable: 'field', text: '' }), type.item)),
      )
    case 'object':
      return printMembers(type.shape.fields, field)
    case 'null':
    case 'unknown':
      return 'null'
  }
}

// The braces of an object would be taken for those of a block.
function asValue(code: Code, { kind }: ValueType): Code {
  return kind === 'object' ? asResult(code) : code
}
