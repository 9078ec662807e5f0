import type { AppModel } from '../artifact/app-model.js'
import type { GuardModel } from '../artifact/guard-model.js'
import { type Difference, difference, type Subject } from './difference.js'
import { pairById, pairDeclared, subjectOf } from './pair.js'

/** Rules that refuse a call: those of actions and of the signals that they emit, and those that the records of a collection keep. */
export function compareGuards(before: AppModel, after: AppModel): readonly Difference[] {
  const actions = pairDeclared(before.actions, after.actions).kept.flatMap(([was, is]) =>
    compareRules([was.guards.pre, was.guards.post], [is.guards.pre, is.guards.post], subjectOf('action', was, is)),
  )
  const collections = pairDeclared(before.collections, after.collections).kept.flatMap(([was, is]) =>
    compareRules([was.invariants], [is.invariants], subjectOf('a write of the collection', was, is)),
  )
  const signals = pairDeclared(before.signals, after.signals).kept.flatMap(([was, is]) =>
    compareRules([was.guards], [is.guards], subjectOf('signal', was, is)),
  )
  return [...actions, ...collections, ...signals]
}

type Blocks = readonly (GuardModel | null)[]

function compareRules(was: Blocks, is: Blocks, subject: Subject): readonly Difference[] {
  const { gone, fresh } = pairById(was.flatMap(refusalsOf), is.flatMap(refusalsOf), ({ key }) => key)
  return [
    ...gone.map(({ origin, text }) => difference('refusal_removed', { ...subject, before: origin }, { rule: text })),
    ...fresh.map(({ origin, text }) => difference('refusal_added', { ...subject, after: origin }, { rule: text })),
  ]
}

/** The rules of a block that refuse. One that says the same elsewhere in the block is the same rule. */
function refusalsOf(
  block: GuardModel | null,
): readonly { readonly key: string; readonly text: string; readonly origin: string }[] {
  if (block === null || block.policy === 'log_and_continue' || block.policy === 'emit_violation') return []
  const appliesTo = 'appliesTo' in block ? block.appliesTo : null
  const key = (rule: unknown): string => JSON.stringify([block.phase, appliesTo, rule])
  return [
    ...block.structural.map(({ rule, description, origin }) => ({ key: key(rule), text: description, origin })),
    ...block.semantic.map(({ rule, confidence, description, origin }) => ({
      key: key([rule, confidence]),
      text: description,
      origin,
    })),
  ]
}
