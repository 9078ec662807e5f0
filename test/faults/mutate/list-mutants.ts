import type { Base } from '../harness/base.js'
import type { Mutant } from './mutant.js'
import { mutateOperators, mutatePaths } from './mutate-expressions.js'
import { mutateDuplicates, mutateKeys, mutateShapes } from './mutate-keys.js'
import { mutateManifest } from './mutate-manifest.js'
import {
  mutateDeclarations,
  mutateIds,
  mutateKeyReferences,
  mutateReferences,
  mutateTypes,
  mutateWords,
} from './mutate-values.js'

const operators = [
  mutateKeys,
  mutateDuplicates,
  mutateShapes,
  mutateReferences,
  mutateKeyReferences,
  mutateDeclarations,
  mutateIds,
  mutateWords,
  mutateTypes,
  mutateOperators,
  mutatePaths,
  mutateManifest,
]

/** Of many mutants of one kind, each after so many is taken: in the helpdesk, which is long, and in the others. */
const strides = { helpdesk: 61, other: 3 }

const listed = new Map<string, readonly Mutant[]>()

/** The mutants of a base. `EVERY=1` takes all of them. */
export function listMutants(base: Base): readonly Mutant[] {
  const known = listed.get(base.name)
  if (known !== undefined) return known
  const stride = process.env.EVERY === '1' ? 1 : base.name === 'helpdesk' ? strides.helpdesk : strides.other
  const mutants = operators.flatMap((mutate) => mutate(base)).filter((_, index) => index % stride === 0)
  listed.set(base.name, mutants)
  return mutants
}
