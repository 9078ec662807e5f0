import { describe, expect, it } from 'vitest'
import { head, tellSpec } from './tell.js'

describe('an expression', () => {
  it.each([
    ['true', 'queries: [{ id: q, in: {}, returns: { projection: p }, where: true }]', []],
    ['~', 'queries: [{ id: q, in: {}, returns: { projection: p }, where: ~ }]', []],
    ['text', 'queries: [{ id: q, in: {}, returns: { projection: p }, where: text }]', []],
    [
      '[1, [2], { var: a }]',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: [1, [2], { var: a }] }]',
      [],
    ],
    ['{ var: row.a }', 'queries: [{ id: q, in: {}, returns: { projection: p }, where: { var: row.a } }]', []],
    ['{ var: [a.0.b, 5] }', 'queries: [{ id: q, in: {}, returns: { projection: p }, where: { var: [a.0.b, 5] } }]', []],
    ['{ var: [a] }', 'queries: [{ id: q, in: {}, returns: { projection: p }, where: { var: [a] } }]', []],
    [
      '{ var: [a, { var: b }] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { var: [a, { var: b }] } }]',
      [],
    ],
    ['{ "!": { var: a } }', 'queries: [{ id: q, in: {}, returns: { projection: p }, where: { "!": { var: a } } }]', []],
    ['{ "!": [[]] }', 'queries: [{ id: q, in: {}, returns: { projection: p }, where: { "!": [[]] } }]', []],
    ['{ if: [true, 1] }', 'queries: [{ id: q, in: {}, returns: { projection: p }, where: { if: [true, 1] } }]', []],
    [
      '{ if: [1, 2, 3, 4, 5] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { if: [1, 2, 3, 4, 5] } }]',
      [],
    ],
    ['{ and: [1] }', 'queries: [{ id: q, in: {}, returns: { projection: p }, where: { and: [1] } }]', []],
    ['{ "-": 1 }', 'queries: [{ id: q, in: {}, returns: { projection: p }, where: { "-": 1 } }]', []],
    ['{ "-": [1, 2] }', 'queries: [{ id: q, in: {}, returns: { projection: p }, where: { "-": [1, 2] } }]', []],
    ['{ cat: [] }', 'queries: [{ id: q, in: {}, returns: { projection: p }, where: { cat: [] } }]', []],
    [
      '{ coalesce: [{ max: [1, 2] }, { length: abc }] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { coalesce: [{ max: [1, 2] }, { length: abc }] } }]',
      [],
    ],
    [
      '{ "!contains": [a, b] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { "!contains": [a, b] } }]',
      [],
    ],
    [
      '{}',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: {} }]',
      ['unsupported_expression_error queries.0.where "{}": an empty mapping is no expression: it has no operator'],
    ],
    [
      '{ a: 1, b: 2 }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { a: 1, b: 2 } }]',
      [
        'unsupported_expression_error queries.0.where "{ a: 1, b: 2 }": an expression has one operator, and this one has both "a" and "b"',
      ],
    ],
    [
      '{ eqals: [1, 1] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { eqals: [1, 1] } }]',
      ['unsupported_expression_error queries.0.where.eqals "eqals": there is no operator "eqals"'],
    ],
    [
      '{ exist: 1 }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { exist: 1 } }]',
      [
        'unsupported_expression_error queries.0.where.exist "exist": there is no operator "exist" (did you mean "exists"?)',
      ],
    ],
    [
      '{ $expr: { var: a } }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { $expr: { var: a } } }]',
      [
        'unsupported_expression_error queries.0.where.$expr "$expr": there is no operator "$expr" (an expression stands here in any case: leave out "$expr")',
      ],
    ],
    [
      '{ $literal: 1 }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { $literal: 1 } }]',
      [
        'unsupported_expression_error queries.0.where.$literal "$literal": there is no operator "$literal" (an expression stands here in any case: leave out "$literal")',
      ],
    ],
    [
      '{ hasOwnProperty: 1 }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { hasOwnProperty: 1 } }]',
      [
        'unsupported_expression_error queries.0.where.hasOwnProperty "hasOwnProperty": there is no operator "hasOwnProperty"',
      ],
    ],
    [
      '{ "==": [1] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { "==": [1] } }]',
      ['unsupported_expression_error queries.0.where.== "[1]": "==" takes 2 arguments, and here it has 1'],
    ],
    [
      '{ "==": 1 }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { "==": 1 } }]',
      ['unsupported_expression_error queries.0.where.== "1": "==" takes 2 arguments, and here it has 1'],
    ],
    [
      '{ "<": [1, 2, 3] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { "<": [1, 2, 3] } }]',
      ['unsupported_expression_error queries.0.where.< "[1, 2, 3]": "<" takes 2 arguments, and here it has 3'],
    ],
    [
      '{ "!": [1, 2] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { "!": [1, 2] } }]',
      ['unsupported_expression_error queries.0.where.! "[1, 2]": "!" takes 1 argument, and here it has 2'],
    ],
    [
      '{ "!": [] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { "!": [] } }]',
      ['unsupported_expression_error queries.0.where.! "[]": "!" takes 1 argument, and here it has 0'],
    ],
    [
      '{ "+": [] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { "+": [] } }]',
      ['unsupported_expression_error queries.0.where.+ "[]": "+" takes at least 1 argument, and here it has 0'],
    ],
    [
      '{ "-": [1, 2, 3] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { "-": [1, 2, 3] } }]',
      ['unsupported_expression_error queries.0.where.- "[1, 2, 3]": "-" takes 1 to 2 arguments, and here it has 3'],
    ],
    [
      '{ if: [1] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { if: [1] } }]',
      ['unsupported_expression_error queries.0.where.if "[1]": "if" takes at least 2 arguments, and here it has 1'],
    ],
    [
      '{ in: [a, { foo: 1 }] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { in: [a, { foo: 1 }] } }]',
      ['unsupported_expression_error queries.0.where.in.1.foo "foo": there is no operator "foo"'],
    ],
    [
      '{ var: 5 }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { var: 5 } }]',
      [
        'unsupported_expression_error queries.0.where.var "5": the path of "var" is text such as input.title, not the number 5',
      ],
    ],
    [
      '{ var: ~ }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { var: ~ } }]',
      [
        'unsupported_expression_error queries.0.where.var "~": the path of "var" is text such as input.title, not nothing',
      ],
    ],
    [
      '{ var: "" }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { var: "" } }]',
      [
        'unsupported_expression_error queries.0.where.var "\\"\\"": the path of "var" is names joined with dots, not the text ""',
      ],
    ],
    [
      '{ var: a..b }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { var: a..b } }]',
      [
        'unsupported_expression_error queries.0.where.var "a..b": the path of "var" is names joined with dots, not the text "a..b"',
      ],
    ],
    [
      '{ var: [] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { var: [] } }]',
      [
        'unsupported_expression_error queries.0.where.var "[]": "var" takes a path, or a path and a default, and here it has 0',
      ],
    ],
    [
      '{ var: [a, b, c] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { var: [a, b, c] } }]',
      [
        'unsupported_expression_error queries.0.where.var "[a, b, c]": "var" takes a path, or a path and a default, and here it has 3',
      ],
    ],
    [
      '{ var: [5, { foo: 1 }] }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { var: [5, { foo: 1 }] } }]',
      [
        'unsupported_expression_error queries.0.where.var.0 "5": the path of "var" is text such as input.title, not the number 5',
        'unsupported_expression_error queries.0.where.var.1.foo "foo": there is no operator "foo"',
      ],
    ],
    [
      '{ var: { var: a } }',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { var: { var: a } } }]',
      [
        'unsupported_expression_error queries.0.where.var "{ var: a }": the path of "var" is text such as input.title, not a mapping',
      ],
    ],
    [
      '[{ foo: 1 }, { and: [{ bar: 1 }] }]',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: [{ foo: 1 }, { and: [{ bar: 1 }] }] }]',
      [
        'unsupported_expression_error queries.0.where.0.foo "foo": there is no operator "foo"',
        'unsupported_expression_error queries.0.where.1.and.0.bar "bar": there is no operator "bar" (did you mean "var"?)',
      ],
    ],
    [
      'nested 64 deep',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": 1 } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } }]',
      [],
    ],
    [
      'nested 65 deep',
      'queries: [{ id: q, in: {}, returns: { projection: p }, where: { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": { "!": 1 } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } } }]',
      [
        'unsupported_expression_error queries.0.where.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.!.! "1": expressions are nested more than 64 deep',
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(tellSpec(head + text)).toEqual(expected)
  })
})

describe('a template', () => {
  it.each([
    ['5', 'domain: { actions: { a: { return: 5 } } }', []],
    ['text', 'domain: { actions: { a: { return: text } } }', []],
    ['[1, { $expr: { var: a } }]', 'domain: { actions: { a: { return: [1, { $expr: { var: a } }] } } }', []],
    ['{ a: { b: [{ $expr: 1 }] } }', 'domain: { actions: { a: { return: { a: { b: [{ $expr: 1 }] } } } } }', []],
    [
      '{ $literal: { $expr: { foo: 1 } } }',
      'domain: { actions: { a: { return: { $literal: { $expr: { foo: 1 } } } } } }',
      [],
    ],
    ['{ $literal: 1, a: 2 }', 'domain: { actions: { a: { return: { $literal: 1, a: 2 } } } }', []],
    [
      '{ $from: a }',
      'domain: { actions: { a: { return: { $from: a } } } }',
      [
        'unsupported_expression_error domain.actions.a.return "{ $from: a }": "$from" reads what set an interaction off, and stands only in the input of an interaction (write { $expr: { var: … } })',
      ],
    ],
    ['{ $literal: { $from: a } }', 'domain: { actions: { a: { return: { $literal: { $from: a } } } } }', []],
    ['{ $from: a, b: 1 }', 'domain: { actions: { a: { return: { $from: a, b: 1 } } } }', []],
    ['{ $expr: { var: a } }', 'domain: { actions: { a: { return: { $expr: { var: a } } } } }', []],
    [
      '{ $expr: { var: a }, b: 1 }',
      'domain: { actions: { a: { return: { $expr: { var: a }, b: 1 } } } }',
      [
        'unsupported_expression_error domain.actions.a.return "$expr": "$expr" stands alone in its mapping: the whole mapping is what it computes',
      ],
    ],
    [
      '{ a: { b: 1, $expr: { foo: 1 } } }',
      'domain: { actions: { a: { return: { a: { b: 1, $expr: { foo: 1 } } } } } }',
      [
        'unsupported_expression_error domain.actions.a.return.a "$expr": "$expr" stands alone in its mapping: the whole mapping is what it computes',
      ],
    ],
    [
      '{ a: { $expr: { foo: 1 } } }',
      'domain: { actions: { a: { return: { a: { $expr: { foo: 1 } } } } } }',
      ['unsupported_expression_error domain.actions.a.return.a.$expr.foo "foo": there is no operator "foo"'],
    ],
    [
      '[{ $expr: {} }]',
      'domain: { actions: { a: { return: [{ $expr: {} }] } } }',
      [
        'unsupported_expression_error domain.actions.a.return.0.$expr "{}": an empty mapping is no expression: it has no operator',
      ],
    ],
    [
      '{ __proto__: 1 }',
      'domain: { actions: { a: { return: { __proto__: 1 } } } }',
      ['spec_contract_conflict_error domain.actions.a.return.__proto__ "__proto__": nothing can be named "__proto__"'],
    ],
    [
      '{ $literal: { a: [{ constructor: 1 }] } }',
      'domain: { actions: { a: { return: { $literal: { a: [{ constructor: 1 }] } } } } }',
      [
        'spec_contract_conflict_error domain.actions.a.return.$literal.a.0.constructor "constructor": nothing can be named "constructor"',
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(tellSpec(head + text)).toEqual(expected)
  })
})
