import type { CallPolicyModel, GoesOn } from '../../artifact/call-model.js'
import { type Code, object } from '../text/code.js'
import { literal, property, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'

/** The last argument of a call that has a policy; no argument for one that has none. */
export function policyCode(policy: CallPolicyModel): readonly Code[] {
  return policy === null ? [] : [literal(policy)]
}

/** The same of an action that is called as a step. */
export function inlinePolicyCode(policy: CallPolicyModel, { isUnit }: { readonly isUnit: boolean }): readonly Code[] {
  if (!isUnit) return policyCode(policy)
  const members = Object.entries(policy ?? {}).map(([name, value]) => property(name, literal(value)))
  return [object([property('isUnit', 'true'), ...members])]
}

/** A statement behind which the action goes on where it fails. */
export function writeGoingOn(out: Writer, path: string, goesOn: NonNullable<GoesOn>, write: () => void): void {
  const on = goesOn === 'always' ? '' : `, ${quote(goesOn)}`
  out.line('try {')
  out.indented(write)
  out.line('} catch (thrown) {')
  out.indented(() => out.line(`run.passOver(${quote(path)}, thrown${on})`))
  out.line('}')
}
