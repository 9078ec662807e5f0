import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../../../generator/compile.js'
import { defineApp } from '../../../generator/define.js'
import { evaluateProgram } from '../../../generator/evaluate/evaluate-program.js'
import type { Json } from '../../../src/contract/json.js'
import type { Program } from '../../../src/contract/program.js'
import { CallFailed } from '../../../src/semantics/call-failed.js'
import { evaluate, type Written, WrongType } from './expression-oracle.js'
import { typeErrors } from './type-check.js'

const input = {
  t: 'text!',
  u: 'text',
  n: 'number!',
  m: 'int',
  b: 'bool!',
  c: 'bool',
  e: { enum: ['a', 'b'], required: true },
  f: { enum: ['a', 1, true] },
  l: { array: 'text' },
  r: { array: { enum: ['a', 'b'] }, required: true },
  o: { object: { x: 'int', y: 'text!', z: { object: { w: 'text' } } } },
  p: { object: { x: 'int', toString: 'text' }, required: true },
}

const paths = [
  't',
  'u',
  'n',
  'm',
  'b',
  'c',
  'e',
  'f',
  'l',
  'r',
  'l.0',
  'r.1',
  'o',
  'o.x',
  'o.y',
  'o.z',
  'o.z.w',
  'p.x',
  'p.toString',
  'u.length',
  'l.length',
  't.length',
]

const { expression } = fc.letrec<{ expression: Written; leaf: Written }>((tie) => {
  const one = (operator: string) => tie('expression').map((argument): Written => ({ [operator]: [argument] }))
  const listed = (operator: string, least: number, most: number) =>
    fc.array(tie('expression'), { minLength: least, maxLength: most }).map((args): Written => ({ [operator]: args }))
  const path = fc.constantFrom(...paths).map((name) => `input.${name}`)
  const leaf = fc.oneof(
    { weight: 4, arbitrary: path.map((name): Written => ({ var: name })) },
    fc.constantFrom<Written>(null, true, false, 0, 1, -2.5, '', 'a', 'b', "it's", 'Ä '),
    fc.array(fc.constantFrom<Written>('a', 'b', 1, null), { maxLength: 2 }),
  )
  const operators = fc.oneof(
    ...['!', '!!', 'exists', 'trim', 'to_lower', 'to_upper', 'length', '-'].map(one),
    ...['==', '!=', '===', '<', '<=', '>', '>=', 'in', 'contains', '!contains', '-', '*', '/', '%'].map((operator) =>
      listed(operator, 2, 2),
    ),
    ...['and', 'or', '+', 'min', 'max', 'cat', 'coalesce'].flatMap((operator) => [
      listed(operator, 1, 3),
      listed(operator, 2, 3),
    ]),
    listed('if', 2, 5),
    fc.tuple(path, tie('expression')).map(([name, fallback]): Written => ({ var: [name, fallback] })),
  )
  return {
    leaf,
    expression: fc.oneof({ maxDepth: 4, depthSize: 'medium', withCrossShrink: true }, tie('leaf'), operators),
  }
})

const inputs: fc.Arbitrary<Record<string, Json>> = fc.record(
  {
    t: fc.constantFrom('', 'a', 'Ab ', '😀x'),
    u: fc.constantFrom<Json>(null, '', 'b', ' B'),
    n: fc.constantFrom(0, 1, -2.5, 7),
    m: fc.constantFrom<Json>(null, 0, 3),
    b: fc.boolean(),
    c: fc.constantFrom<Json>(null, true, false),
    e: fc.constantFrom('a', 'b'),
    f: fc.constantFrom<Json>(null, 'a', 1, true),
    l: fc.constantFrom<Json>(null, [], ['a'], ['', 'b']),
    r: fc.constantFrom<Json>([], ['a'], ['b', 'a']),
    o: fc.constantFrom<Json>(null, { y: 'a' }, { x: 1, y: '', z: { w: 'a' } }, { x: null, y: 'b', z: {} }),
    p: fc.constantFrom<Json>({}, { x: 0 }, { x: 2, toString: 'a' }),
  },
  { requiredKeys: ['t', 'n', 'b', 'e', 'r', 'p'] },
)

/** An app with an action for each expression, which returns its value; in every second one, through a step and an emit's condition. */
function appOf(expressions: readonly (readonly [id: string, expression: Written])[]) {
  const actions = expressions.map(([id, value], index) => {
    const steps =
      index % 2 === 0
        ? {}
        : {
            do: [
              { expr: value, as: 'value' },
              { if: { var: 'value' }, then: [{ expr: value, as: 'again' }] },
            ],
          }
    return [id, { in: input, ...steps, return: { value: { $expr: index % 2 === 0 ? value : { var: 'value' } } } }]
  })
  const mutations = expressions.map(([id]) => ({ id, in: input, run: { actionId: id, input: {} } }))
  // JSON is YAML.
  return JSON.stringify({
    app: { id: 'fuzz', name: 'Fuzz', tz: 'UTC' },
    domain: { actions: Object.fromEntries(actions) },
    mutations,
    access: { default_policy: 'allow', roles: {} },
  })
}

function compileAll(expressions: readonly (readonly [id: string, expression: Written])[]) {
  const { documents } = defineApp({ yaml: appOf(expressions) })
  return compile(documents, new Map(), {
    compilerVersion: '0.1.0',
    generatedDir: 'generated/fuzz',
    projectFromGenerated: '../..',
    inputHash: 'sha256-',
    locate: () => 'app.yaml:1',
  })
}

/** The expressions that the checker lets pass: of the others it says that they can never work. */
function sampleExpressions(count: number, seed: number) {
  const all = fc.sample(expression, { numRuns: count, seed }).map((value, index) => [`x${index}`, value] as const)
  const found = compileAll(all)
  const refused = new Set(
    found.diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ path }) => /domain\.actions\.(\w+)/.exec(path ?? '')?.[1]),
  )
  return all.filter(([id]) => !refused.has(id))
}

function outcomeOf(run: () => unknown): unknown {
  try {
    // Minus zero is zero in JSON.
    const value = run()
    return { value: value === 0 ? 0 : value }
  } catch (failure) {
    if (failure instanceof WrongType) return 'expression_type_error'
    if (failure instanceof CallFailed) return failure.failure.code
    throw failure
  }
}

function runEmitted(program: Program, id: string, given: Json): unknown {
  const mutation = program.mutations.get(id)
  if (mutation === undefined) throw new Error(`no mutation ${id}`)
  const output = mutation.run(given, {} as never) as { readonly value: unknown }
  return output.value
}

describe('emitted expressions', { timeout: 120_000 }, () => {
  const expressions = sampleExpressions(4000, 4)
  const compiled = compileAll(expressions)
  if (!compiled.ok) throw new Error(compiled.diagnostics.map(({ message }) => message).join('\n'))
  const { files } = compiled.value

  it('are many', () => {
    expect(expressions.length).toBeGreaterThan(800)
  })

  it('mean what the language says', () => {
    const program = evaluateProgram('fuzz', files)
    const given = fc.sample(inputs, { numRuns: 25, seed: 3 })
    for (const [id, written] of expressions) {
      for (const values of given) {
        const wanted = outcomeOf(() => evaluate(written, { input: values }))
        const actual = outcomeOf(() => runEmitted(program, id, values))
        expect({ written, values, actual }).toEqual({ written, values, actual: wanted })
      }
    }
  })

  it('type-check, whatever stands beside what', () => {
    expect(typeErrors(Object.fromEntries(files.files.map(({ path, text }) => [path, text])))).toEqual([])
  })
})
