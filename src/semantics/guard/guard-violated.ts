import type { Context } from '../../contract/caller.js'
import type { SignalEnvelope } from '../../contract/envelope.js'
import type { GuardProgram } from '../../contract/guard.js'
import { canonicalJson } from '../canonical-json.js'
import type { BrokenRule } from './find-broken.js'

/** The signal that a broken rule leaves where its policy is `emit_violation`. */
export const guardViolatedSignal = { id: 'guard.violated', version: 1 } as const

/** Where a violation stands: in which call, and behind how many others. */
export interface ViolationPlace {
  readonly ctx: Context
  readonly ordinal: number
  /** SHA-256 in lower-case hex over the text's UTF-8 bytes. */
  digest(text: string): string
}

/** The signal of one broken rule; `scope` is everything that the rule could see. */
export function guardViolated(
  { kind, primitive, policy }: Pick<GuardProgram, 'kind' | 'primitive' | 'policy'>,
  { rule, tier, scope }: Pick<BrokenRule, 'rule' | 'tier'> & { readonly scope: object },
  { ctx, ordinal, digest }: ViolationPlace,
): SignalEnvelope {
  const payload = {
    contextSnapshotRef: digest(canonicalJson(scope)),
    description: rule.description,
    guardId: rule.id,
    guardTier: tier,
    policyApplied: policy,
    primitiveId: primitive,
    primitiveKind: kind,
    sourceRef: { path: rule.path, primitiveId: primitive, primitiveKind: kind },
  }
  return {
    envelopeVersion: '1.0.0',
    signalId: guardViolatedSignal.id,
    signalVersion: guardViolatedSignal.version,
    payload,
    payloadHash: digest(canonicalJson(payload)),
    eventKey: `${ctx.id}:${ordinal}`,
    emittedAt: ctx.now,
  }
}
