import { type EffectKind, effectKinds } from '../contract/effect.js'

/** A set of effects as bits, so that observing one costs nothing. */
export type EffectSet = number

/** The bit of each kind. */
export const effectBits: { readonly [Kind in EffectKind]: EffectSet } = {
  compute: 1,
  emit: 2,
  network: 4,
  read: 8,
  session: 16,
  write: 32,
}

export const noEffects: EffectSet = 0

/** Effects that a retry would repeat. */
export const lastingEffects: EffectSet = effectBits.write | effectBits.network | effectBits.session | effectBits.emit

const lists: readonly (readonly EffectKind[])[] = Array.from({ length: 64 }, (_, effects) =>
  Object.freeze(effectKinds.filter((kind) => (effects & effectBits[kind]) !== 0)),
)

/** The set as the envelope tells it: unique, in code-unit order. */
export function listEffects(effects: EffectSet): readonly EffectKind[] {
  return lists[effects] as readonly EffectKind[]
}

/** The set that holds these kinds. */
export function effectsOf(kinds: readonly EffectKind[]): EffectSet {
  return kinds.reduce((effects, kind) => effects | effectBits[kind], noEffects)
}
