import type { Base } from '../harness/base.js'
import type { Mutant } from './mutant.js'
import { mutateOperators, mutatePaths } from './mutate-expressions.js'
import { mutateDuplicates, mutateKeys, mutateShapes } from './mutate-keys.js'
import { mutateManifest } from './mutate-manifest.js'
import { mutateDeclarations, mutateKeyReferences, mutateReferences, mutateTypes, mutateWords } from './mutate-values.js'

const operators = [
  mutateKeys,
  mutateDuplicates,
  mutateShapes,
  mutateReferences,
  mutateKeyReferences,
  mutateDeclarations,
  mutateWords,
  mutateTypes,
  mutateOperators,
  mutatePaths,
  mutateManifest,
]

/** Of the helpdesk, which is long, each mutant after so many is taken; the others are the same kinds of mistakes. */
const stride = 13

/** The mutants of a base. `EVERY=1` takes all of them. */
export function listMutants(base: Base): readonly Mutant[] {
  const all = operators.flatMap((mutate) => mutate(base))
  return base.name === 'helpdesk' && process.env.EVERY !== '1' ? all.filter((_, index) => index % stride === 0) : all
}
