import type { Json, JsonObject } from '../../../src/contract/json.js'
import { operators } from '../../artifact/operator.js'
import { scalarWords } from '../../language/scalar-word.js'
import { textForms } from '../../language/text-form.js'

/** A reference to a definition of the editor schema. */
export function definition(name: string): JsonObject {
  return { $ref: `#/definitions/${name}` }
}

const words = Object.keys(scalarWords)
const scalar = { type: ['string', 'number', 'boolean'] }

function structured(key: string, value: Json): JsonObject {
  return {
    type: 'object',
    properties: { [key]: value, required: { type: 'boolean', description: 'Neither absent nor null.' } },
    patternProperties: { '^x-': {} },
    additionalProperties: false,
    required: [key],
  }
}

const scalarType = { enum: words.flatMap((word) => [`${word}!`, word]) }

const fields = {
  type: 'object',
  propertyNames: { pattern: textForms.word.pattern },
  additionalProperties: definition('type'),
}

const type = {
  anyOf: [
    scalarType,
    structured('type', { enum: words }),
    structured('object', fields),
    structured('array', definition('type')),
    structured('enum', { type: 'array', items: scalar, minItems: 1 }),
  ],
}

const path = { type: 'string', description: 'Names joined with dots, beginning with a root such as input or row.' }

const variable = {
  anyOf: [path, { type: 'array', items: [path, definition('expression')], additionalItems: false, minItems: 1 }],
}

// One mapping with exactly one operator; what it works on is a list, or one value instead of a list of one.
const expression = {
  anyOf: [
    { type: ['null', 'boolean', 'number', 'string'] },
    { type: 'array', items: definition('expression') },
    {
      type: 'object',
      properties: Object.fromEntries([
        ['var', variable],
        ...Object.keys(operators).map((operator) => [operator, definition('expression')] as const),
      ]),
      additionalProperties: false,
      minProperties: 1,
      maxProperties: 1,
    },
  ],
}

const template = {
  anyOf: [
    { type: ['null', 'boolean', 'number', 'string'] },
    { type: 'array', items: definition('template') },
    {
      type: 'object',
      properties: { $expr: definition('expression'), $literal: {} },
      additionalProperties: definition('template'),
    },
  ],
}

export const editorDefinitions = { type, 'scalar-type': scalarType, expression, template } as const
