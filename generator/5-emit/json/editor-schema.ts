import type { Json, JsonObject } from '../../../src/contract/json.js'
import type { Key, KeyChoice, MappingShape, RefusedKey, Shape, WordChoice } from '../../language/shape.js'
import { textForms } from '../../language/text-form.js'
import { definition } from './editor-definitions.js'
import { type Reference, references } from './reference.js'

/** Prints the shapes of the language as JSON Schema, draft-07. */
export class EditorSchema {
  private readonly names: Readonly<Record<Reference, readonly string[]>>

  constructor(names: Readonly<Record<Reference, readonly string[]>>) {
    this.names = names
  }

  of(shape: Shape, reference: Reference | null = null): JsonObject {
    switch (shape.kind) {
      case 'text':
        return this.text(textForms[shape.form].pattern, reference)
      case 'word':
        return { enum: shape.words }
      case 'integer':
        return { type: 'integer', minimum: shape.least, ...(shape.most === undefined ? {} : { maximum: shape.most }) }
      case 'number':
        return { type: 'number', minimum: shape.least, maximum: shape.most }
      case 'boolean':
        return { type: 'boolean' }
      case 'json':
        return {}
      case 'type':
      case 'scalar-type':
      case 'expression':
        return definition(shape.kind)
      case 'template':
        return shape.form === 'any' ? definition('template') : { allOf: [definition('template'), { type: 'object' }] }
      case 'named':
        return definition(shape.name)
      case 'mapping':
        return this.mapping(shape)
      default:
        return this.composite(shape, reference)
    }
  }

  /**
   * A mapping that several files of a spec may each give a part of. What one of them leaves out may stand in another, so
   * nothing is required: one schema fits the root file and the files that it includes.
   */
  sections({ name, keys }: MappingShape): JsonObject {
    const properties = Object.entries(keys).flatMap(([key, rule]) => {
      if (rule.need === 'refused') return []
      const inner = 'shape' in rule && rule.shape.kind === 'mapping' && rule.shape.isWhole !== true ? rule.shape : null
      const schema = inner === null ? this.key(rule, `${name}: ${key}`) : described(rule.about, this.sections(inner))
      return [[key, schema] as const]
    })
    return fixedKeys(properties)
  }

  private composite(
    shape: Exclude<Shape, { readonly kind: 'text' | 'mapping' | 'named' }>,
    reference: Reference | null,
  ): JsonObject {
    switch (shape.kind) {
      case 'map': {
        const { pattern } = textForms[shape.names]
        const names = pattern === null ? {} : { propertyNames: { pattern } }
        return { type: 'object', ...names, additionalProperties: this.of(shape.entry) }
      }
      case 'list':
        return {
          type: 'array',
          items: this.of(shape.item, reference),
          ...(shape.least === 0 ? {} : { minItems: shape.least }),
        }
      case 'tuple':
        return tuple(shape.items.map((item) => this.of(item)))
      case 'form-choice':
        return { anyOf: [this.of(shape.mapping), this.of(shape.list)] }
      case 'nullable':
        return { anyOf: [this.of(shape.shape, reference), { type: 'null' }] }
      case 'key-choice':
        return this.keyChoice(shape)
      case 'word-choice':
        return this.wordChoice(shape)
      default:
        throw new Error(`bug: ${shape.kind} is no composite shape`)
    }
  }

  private text(pattern: string | null, reference: Reference | null): JsonObject {
    const names = reference === null ? [] : this.names[reference]
    if (names.length > 0) return { enum: names }
    return pattern === null ? { type: 'string' } : { type: 'string', pattern }
  }

  private mapping({ name, keys, rest }: MappingShape): JsonObject {
    const properties = Object.entries(keys).flatMap(([key, rule]) =>
      rule.need === 'refused' ? [] : [[key, this.key(rule, `${name}: ${key}`)] as const],
    )
    const required = Object.entries(keys).flatMap(([key, { need }]) => (need === 'required' ? [key] : []))
    return {
      ...fixedKeys(properties, rest === undefined ? false : this.of(rest)),
      ...(required.length === 0 ? {} : { required: required.sort() }),
    }
  }

  private key(key: Exclude<Key, RefusedKey>, place: string): JsonObject {
    return described(key.about, this.of(key.shape, references.get(place) ?? null))
  }

  private keyChoice({ cases, otherwise }: KeyChoice): JsonObject {
    const schemas = cases.flatMap(({ shape }) => (shape.kind === 'refused' ? [] : [this.mapping(shape)]))
    return { anyOf: otherwise === null ? schemas : [...schemas, this.of(otherwise)] }
  }

  private wordChoice({ key, cases }: WordChoice): JsonObject {
    return {
      anyOf: Object.entries(cases).flatMap(([word, shape]) =>
        shape.kind === 'refused' ? [] : [{ allOf: [this.mapping(shape), { properties: { [key]: { const: word } } }] }],
      ),
    }
  }
}

function fixedKeys(
  properties: readonly (readonly [key: string, schema: JsonObject])[],
  others: JsonObject | false = false,
): JsonObject {
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    // A key of that form is a note of the author's own.
    patternProperties: { '^x-': {} },
    additionalProperties: others,
  }
}

// In draft-07 nothing counts that stands beside a reference.
function described(description: string, schema: JsonObject): JsonObject {
  return Object.hasOwn(schema, '$ref') ? { description, allOf: [schema] } : { description, ...schema }
}

function tuple(items: readonly Json[]): JsonObject {
  if (items.length === 0) return { type: 'array', maxItems: 0 }
  return { type: 'array', items, additionalItems: false, minItems: items.length }
}
