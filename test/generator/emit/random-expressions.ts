import fc from 'fast-check'
import type { Json } from '../../../src/contract/json.js'
import type { Written } from './expression-oracle.js'

/** The types of the inputs that random expressions read. */
export const inputTypes = {
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

/** Random expressions over the inputs, and over whatever else `more` names. */
export function expressionsOver(more: readonly string[] = []): fc.Arbitrary<Written> {
  const all = [...paths.map((name) => `input.${name}`), ...more]
  return fc.letrec<{ expression: Written; leaf: Written }>((tie) => {
    const one = (operator: string) => tie('expression').map((argument): Written => ({ [operator]: [argument] }))
    const listed = (operator: string, least: number, most: number) =>
      fc.array(tie('expression'), { minLength: least, maxLength: most }).map((args): Written => ({ [operator]: args }))
    const path = fc.constantFrom(...all)
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
  }).expression
}

/** Random values of the inputs. */
export const inputs: fc.Arbitrary<Record<string, Json>> = fc.record(
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
