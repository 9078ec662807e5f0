import { describe, expect, it } from 'vitest'
import { head, tellSpec } from './tell.js'

describe('a type', () => {
  it.each([
    ['text', 'domain: { collections: { c: { fields: { f: text } } } }', []],
    ['id!', 'domain: { collections: { c: { fields: { f: id! } } } }', []],
    ['int', 'domain: { collections: { c: { fields: { f: int } } } }', []],
    ['number!', 'domain: { collections: { c: { fields: { f: number! } } } }', []],
    ['bool', 'domain: { collections: { c: { fields: { f: bool } } } }', []],
    ['timestamp!', 'domain: { collections: { c: { fields: { f: timestamp! } } } }', []],
    [
      '{ type: int, required: true }',
      'domain: { collections: { c: { fields: { f: { type: int, required: true } } } } }',
      [],
    ],
    ['{ object: {} }', 'domain: { collections: { c: { fields: { f: { object: {} } } } } }', []],
    [
      '{ object: { a: text!, b: { object: { c: id } } }, required: false }',
      'domain: { collections: { c: { fields: { f: { object: { a: text!, b: { object: { c: id } } }, required: false } } } } }',
      [],
    ],
    ['{ array: text! }', 'domain: { collections: { c: { fields: { f: { array: text! } } } } }', []],
    [
      '{ array: { enum: [1] }, required: true, x-note: 1 }',
      'domain: { collections: { c: { fields: { f: { array: { enum: [1] }, required: true, x-note: 1 } } } } }',
      [],
    ],
    [
      '{ enum: [a, 1, true, "1"] }',
      'domain: { collections: { c: { fields: { f: { enum: [a, 1, true, "1"] } } } } }',
      [],
    ],
    [
      'string',
      'domain: { collections: { c: { fields: { f: string } } } }',
      ['unsupported_scalar_type domain.collections.c.fields.f "string": "string" is not a type (did you mean "text"?)'],
    ],
    [
      'Text',
      'domain: { collections: { c: { fields: { f: Text } } } }',
      ['unsupported_scalar_type domain.collections.c.fields.f "Text": "Text" is not a type (did you mean "text"?)'],
    ],
    [
      'str!',
      'domain: { collections: { c: { fields: { f: str! } } } }',
      ['unsupported_scalar_type domain.collections.c.fields.f "str!": "str!" is not a type (did you mean "text"?)'],
    ],
    [
      'INTEGER',
      'domain: { collections: { c: { fields: { f: INTEGER } } } }',
      [
        'unsupported_scalar_type domain.collections.c.fields.f "INTEGER": "INTEGER" is not a type (did you mean "int"?)',
      ],
    ],
    [
      'datetime',
      'domain: { collections: { c: { fields: { f: datetime } } } }',
      [
        'unsupported_scalar_type domain.collections.c.fields.f "datetime": "datetime" is not a type (did you mean "timestamp"?)',
      ],
    ],
    [
      'uuid!',
      'domain: { collections: { c: { fields: { f: uuid! } } } }',
      ['unsupported_scalar_type domain.collections.c.fields.f "uuid!": "uuid!" is not a type (did you mean "id"?)'],
    ],
    [
      'text?',
      'domain: { collections: { c: { fields: { f: text? } } } }',
      [
        'unsupported_scalar_type domain.collections.c.fields.f "text?": "text?" is not a type (a type without "!" is optional)',
      ],
    ],
    [
      '"text !"',
      'domain: { collections: { c: { fields: { f: "text !" } } } }',
      [
        'unsupported_scalar_type domain.collections.c.fields.f "\\"text !\\"": "text !" is not a type (did you mean "text!"?)',
      ],
    ],
    [
      'text!!',
      'domain: { collections: { c: { fields: { f: text!! } } } }',
      [
        'unsupported_scalar_type domain.collections.c.fields.f "text!!": "text!!" is not a type (did you mean "text!"?)',
      ],
    ],
    [
      'txt',
      'domain: { collections: { c: { fields: { f: txt } } } }',
      ['unsupported_scalar_type domain.collections.c.fields.f "txt": "txt" is not a type (did you mean "text"?)'],
    ],
    [
      'thing',
      'domain: { collections: { c: { fields: { f: thing } } } }',
      [
        'unsupported_scalar_type domain.collections.c.fields.f "thing": "thing" is not a type (there are "bool", "id", "int", "number", "text" and "timestamp")',
      ],
    ],
    [
      '5',
      'domain: { collections: { c: { fields: { f: 5 } } } }',
      [
        'authoring_spec_invalid domain.collections.c.fields.f "5": "f" must be a type, such as text! or { enum: [a, b] }, not the number 5',
      ],
    ],
    [
      '~',
      'domain: { collections: { c: { fields: { f: ~ } } } }',
      [
        'authoring_spec_invalid domain.collections.c.fields.f "~": "f" must be a type, such as text! or { enum: [a, b] }, not nothing',
      ],
    ],
    [
      '[]',
      'domain: { collections: { c: { fields: { f: [] } } } }',
      [
        'authoring_spec_invalid domain.collections.c.fields.f "[]": "f" must be a type, such as text! or { enum: [a, b] }, not an empty list',
      ],
    ],
    [
      'true',
      'domain: { collections: { c: { fields: { f: true } } } }',
      [
        'authoring_spec_invalid domain.collections.c.fields.f "true": "f" must be a type, such as text! or { enum: [a, b] }, not true',
      ],
    ],
    [
      '{}',
      'domain: { collections: { c: { fields: { f: {} } } } }',
      [
        'authoring_spec_invalid domain.collections.c.fields.f "{}": "f" needs one of "object", "array", "enum" or "type" to be a type',
      ],
    ],
    [
      '{ tier: text! }',
      'domain: { collections: { c: { fields: { f: { tier: text! } } } } }',
      [
        'authoring_spec_invalid domain.collections.c.fields.f "{ tier: text! }": "f" needs one of "object", "array", "enum" or "type" to be a type (an object is written { object: { … } })',
      ],
    ],
    [
      '{ object: text }',
      'domain: { collections: { c: { fields: { f: { object: text } } } } }',
      [
        'authoring_spec_invalid domain.collections.c.fields.f.object "text": "object" must be a mapping of names to types, not the text "text"',
      ],
    ],
    [
      '{ object: { a-b: text, __proto__: id, c: 5 } }',
      'domain: { collections: { c: { fields: { f: { object: { a-b: text, __proto__: id, c: 5 } } } } } }',
      [
        'spec_contract_conflict_error domain.collections.c.fields.f.object.a-b "a-b": the key "a-b" must be a name of letters, digits and underscores that begins with no digit',
        'spec_contract_conflict_error domain.collections.c.fields.f.object.__proto__ "__proto__": nothing can be named "__proto__"',
        'authoring_spec_invalid domain.collections.c.fields.f.object.c "5": "c" must be a type, such as text! or { enum: [a, b] }, not the number 5',
      ],
    ],
    [
      '{ array: txt }',
      'domain: { collections: { c: { fields: { f: { array: txt } } } } }',
      ['unsupported_scalar_type domain.collections.c.fields.f.array "txt": "txt" is not a type (did you mean "text"?)'],
    ],
    [
      '{ array: [text] }',
      'domain: { collections: { c: { fields: { f: { array: [text] } } } } }',
      [
        'authoring_spec_invalid domain.collections.c.fields.f.array "[text]": "array" must be a type, such as text! or { enum: [a, b] }, not a list of 1',
      ],
    ],
    [
      '{ enum: [] }',
      'domain: { collections: { c: { fields: { f: { enum: [] } } } } }',
      [
        'authoring_spec_invalid domain.collections.c.fields.f.enum "[]": "enum" must be a list of texts, numbers, true or false, with at least one entry, not an empty list',
      ],
    ],
    [
      '{ enum: a }',
      'domain: { collections: { c: { fields: { f: { enum: a } } } } }',
      [
        'authoring_spec_invalid domain.collections.c.fields.f.enum "a": "enum" must be a list of texts, numbers, true or false, with at least one entry, not the text "a"',
      ],
    ],
    [
      '{ enum: [a, a, 1, 1, ~, [b]] }',
      'domain: { collections: { c: { fields: { f: { enum: [a, a, 1, 1, ~, [b]] } } } } }',
      [
        'authoring_spec_invalid domain.collections.c.fields.f.enum.1 "a": the text "a" stands twice in one enum',
        'authoring_spec_invalid domain.collections.c.fields.f.enum.3 "1": the number 1 stands twice in one enum',
        'authoring_spec_invalid domain.collections.c.fields.f.enum.4 "~": an entry of "enum" must be text, a number, true or false, not nothing',
        'authoring_spec_invalid domain.collections.c.fields.f.enum.5 "[b]": an entry of "enum" must be text, a number, true or false, not a list of 1',
      ],
    ],
    [
      '{ type: text! }',
      'domain: { collections: { c: { fields: { f: { type: text! } } } } }',
      [
        'unsupported_scalar_type domain.collections.c.fields.f.type "text!": "text!" is not a type (write "required: true" beside it)',
      ],
    ],
    [
      '{ type: txt }',
      'domain: { collections: { c: { fields: { f: { type: txt } } } } }',
      ['unsupported_scalar_type domain.collections.c.fields.f.type "txt": "txt" is not a type (did you mean "text"?)'],
    ],
    [
      '{ type: [] }',
      'domain: { collections: { c: { fields: { f: { type: [] } } } } }',
      [
        'authoring_spec_invalid domain.collections.c.fields.f.type "[]": "type" must be "text", "id", "int", "number", "bool" or "timestamp", not an empty list',
      ],
    ],
    [
      '{ array: text, enum: [a], object: {} }',
      'domain: { collections: { c: { fields: { f: { array: text, enum: [a], object: {} } } } } }',
      [
        'authoring_spec_invalid domain.collections.c.fields.f "enum": a type is one of "object", "array", "enum" or "type", and this one has both "array" and "enum"',
      ],
    ],
    [
      '{ enum: [a], requird: true }',
      'domain: { collections: { c: { fields: { f: { enum: [a], requird: true } } } } }',
      [
        'spec_unknown_key_error domain.collections.c.fields.f.requird "requird": a type has no key "requird" (did you mean "required"?)',
      ],
    ],
    [
      '{ enum: [a], required: yes }',
      'domain: { collections: { c: { fields: { f: { enum: [a], required: yes } } } } }',
      [
        'authoring_spec_invalid domain.collections.c.fields.f.required "yes": "required" must be true or false, not the text "yes"',
      ],
    ],
    [
      '{ objct: {} }',
      'domain: { collections: { c: { fields: { f: { objct: {} } } } } }',
      [
        'spec_unknown_key_error domain.collections.c.fields.f "objct": a type has no key "objct" (did you mean "object"?)',
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(tellSpec(head + text)).toEqual(expected)
  })
})
