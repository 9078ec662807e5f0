import { type EffectKind, effectKinds } from '../contract/effect.js'
import type { Failure } from '../contract/envelope.js'
import type { UntypedResult } from '../contract/provider.js'
import { isPlainObject } from '../semantics/read-values.js'

/** What a provider of the untyped form answered, or what is wrong with its shape. */
export type ReadResult =
  | { readonly problem: null; readonly result: UntypedResult }
  | { readonly problem: string; readonly result: null }

const errorMembers: readonly string[] = ['code', 'message', 'retryable']

/** Reads the answer; the output within it is the port's own business. */
export function readResult(answer: unknown): ReadResult {
  if (!isPlainObject(answer)) return misfit('its result must be an object')
  const { ok, output, error } = answer
  const observedEffects = effectsIn(answer)
  if (observedEffects === null) return misfit('observedEffects must list effect kinds')
  if (ok === true) return { problem: null, result: { ok, output, observedEffects } }
  if (ok !== false) return misfit('ok must be true or false')
  const told = readError(error)
  if (told === null) return misfit('error must have a code and a message, and nothing else but retryable')
  return { problem: null, result: { ok, error: told, observedEffects } }
}

/** The effects that an answer tells of, whatever else is wrong with it; null where it tells of none. */
export function effectsIn(answer: unknown): readonly EffectKind[] | null {
  const effects = isPlainObject(answer) ? answer.observedEffects : null
  if (!Array.isArray(effects)) return null
  return effects.every((kind) => (effectKinds as readonly unknown[]).includes(kind)) ? effects : null
}

/** The error schema of every port: closed, with a code and a message. */
function readError(error: unknown): Failure | null {
  if (!isPlainObject(error) || !Object.keys(error).every((name) => errorMembers.includes(name))) return null
  const { code, message, retryable = null } = error
  if (typeof code !== 'string' || code === '' || typeof message !== 'string') return null
  return typeof retryable === 'boolean' || retryable === null ? { code, message, retryable: retryable === true } : null
}

function misfit(problem: string): ReadResult {
  return { problem, result: null }
}
