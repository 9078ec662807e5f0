// What guests get for `require('yaml')`: YAML 1.2 with its core types and nothing else, so that a document is only ever data.

import { CORE_SCHEMA, dump, loadAll, YAMLException } from 'js-yaml'
import { argumentError, codedError } from '../../guest/coded-error.js'

declare const module: { exports: unknown }

interface Finding {
  readonly message: string
  /** Absent where no one place is to blame. */
  readonly line?: number
  readonly column?: number
}

// More, and the indentation of a block of text could not be written down.
const widestIndent = 9

function readAll(method: string, text: unknown): unknown[] {
  if (typeof text !== 'string') throw argumentError('text', 'of type string', text)
  try {
    return loadAll(text, { schema: CORE_SCHEMA })
  } catch (error) {
    const { message, ...place } = findingOf(error)
    const at = place.line === undefined ? '' : ` (line ${place.line}, column ${place.column})`
    throw Object.assign(codedError(SyntaxError, 'ERR_YAML_SYNTAX', `yaml.${method}: ${message}${at}`), place)
  }
}

function findingOf(error: unknown): Finding {
  if (isStackOverflow(error)) return { message: tooDeep }
  if (!(error instanceof YAMLException)) throw error
  const { reason, mark } = error
  return mark === undefined ? { message: reason } : { message: reason, line: mark.line + 1, column: mark.column + 1 }
}

const tooDeep = 'collections lie deeper in each other than the stack allows'

/** A VM's stack is small, and the library goes down it with each level. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof Error && /stack/i.test(error.message) && !(error instanceof YAMLException)
}

/** The first document; null where there is none. */
function parse(text: unknown): unknown {
  return readAll('parse', text)[0] ?? null
}

function parseAll(text: unknown): unknown[] {
  return readAll('parseAll', text)
}

function validate(text: unknown): { readonly valid: boolean; readonly errors?: readonly Finding[] } {
  if (typeof text !== 'string') throw argumentError('text', 'of type string', text)
  try {
    loadAll(text, { schema: CORE_SCHEMA })
    return { valid: true }
  } catch (error) {
    return { valid: false, errors: [findingOf(error)] }
  }
}

function stringify(value: unknown, options: unknown = {}): string {
  const indent = readIndent(options)
  if (value === undefined) throw argumentError('value', 'something that YAML can hold', value)
  try {
    return dump(value, { indent })
  } catch (error) {
    throw codedError(TypeError, 'ERR_INVALID_ARG_VALUE', `yaml.stringify: ${findingOf(error).message}`)
  }
}

function readIndent(options: unknown): number {
  if (typeof options !== 'object' || options === null) throw argumentError('options', 'of type object', options)
  const unknown = Object.keys(options).find((key) => key !== 'indent')
  if (unknown !== undefined)
    throw codedError(TypeError, 'ERR_INVALID_ARG_VALUE', `yaml.stringify has no option "${unknown}"; it has "indent"`)
  const indent: unknown = Reflect.get(options, 'indent') ?? 2
  if (typeof indent !== 'number') throw argumentError('indent', 'of type number', indent)
  if (Number.isInteger(indent) && indent >= 1 && indent <= widestIndent) return indent
  const wanted = `a whole number from 1 to ${widestIndent}`
  throw codedError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "indent" must be ${wanted}. Received ${indent}`)
}

module.exports = { parse, parseAll, stringify, validate }
