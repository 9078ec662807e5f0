import type { Span } from '../../../artifact/span.js'
import type { ValueType } from '../../../artifact/value-type.js'
import type { Diagnostic } from '../../../diagnostic/diagnostic.js'
import { checkTemplate } from '../../template/check-template.js'
import { unknownType } from '../../type/nullable.js'
import { type MemberChange, shapeOf } from './infer-accumulator.js'

/** A member that nothing can be made of because of what it begins with. */
export interface WrongBeginning {
  readonly name: string
  readonly problem: string
  /** Where the first record would go on from it. */
  readonly at: Span
}

/** Finds members whose changes can never be worked out, and could be if the member began with something else. */
export function findWrongBeginnings(
  start: ReadonlyMap<string, ValueType>,
  types: ReadonlyMap<string, ValueType>,
  changes: readonly MemberChange[],
): readonly WrongBeginning[] {
  return [...start.keys()].flatMap((name) => {
    for (const change of changes) {
      if (change.name !== name) continue
      const [first] = mismatches(change, types)
      if (first === undefined) continue
      const isRight = mismatches(change, new Map(types).set(name, unknownType)).length === 0
      if (isRight) return [{ name, problem: first.message, at: first.at }]
    }
    return []
  })
}

function mismatches(
  { template, scopeFor }: MemberChange,
  types: ReadonlyMap<string, ValueType>,
): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  checkTemplate(template, null, { scope: scopeFor(shapeOf(types)), path: '', found })
  return found.filter(({ code }) => code === 'expression_type_mismatch_error')
}
