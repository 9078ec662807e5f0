// Takes what a mutation came to and its claim on a key; gives the envelope that the caller gets.
// Promises that a result is recorded for replay, or the key set free for a retry that cannot repeat an effect.
// Does not change the outcome: where recording fails, the result stands, with a warning.

import type { Envelope } from '../contract/envelope.js'
import type { ReplayRecord } from '../contract/store.js'
import { warning } from '../semantics/wording.js'
import { withWarning } from './envelope.js'
import type { Claim, Host, ReplayPolicy } from './host.js'
import { lastingEffects } from './observed-effects.js'
import type { Performed } from './performed.js'

/** Records or releases, unless the commit did. */
export async function recordResult(
  host: Host,
  policy: ReplayPolicy,
  { claim, performed }: { readonly claim: Claim; readonly performed: Performed },
): Promise<Envelope> {
  const { envelope } = performed
  if (performed.replay !== 'due') return envelope
  if (isFreeToRetry(performed)) return release(host, policy, claim, envelope)
  try {
    await policy.store.save(replayRecord(host, claim, envelope))
    return envelope
  } catch (thrown) {
    // The claim is kept: releasing it would let a retry run the work again.
    host.logger.error('a result could not be recorded for replay', { invocationId: envelope.invocationId, thrown })
    return withWarning(envelope, warning('replay_store_error', {}))
  }
}

function isFreeToRetry({ ending }: Performed): boolean {
  return ending.status === 'error' && ending.failure.retryable && (ending.effects & lastingEffects) === 0
}

async function release(host: Host, policy: ReplayPolicy, claim: Claim, envelope: Envelope): Promise<Envelope> {
  try {
    await policy.store.release(claim.scope, claim.token)
  } catch (thrown) {
    // The lease sets it free in the end.
    host.logger.warn('a reservation could not be released', { invocationId: envelope.invocationId, thrown })
  }
  return envelope
}

/** The record of a finished call; its life is counted from now. */
export function replayRecord(host: Host, claim: Claim, envelope: Envelope): ReplayRecord {
  const { scope, inputHash, token } = claim
  return { scope, inputHash, token, envelope, expiresAt: host.time.ms + (host.replay?.ttlMs ?? 0) }
}
