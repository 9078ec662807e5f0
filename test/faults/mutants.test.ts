import { describe, expect, it } from 'vitest'
import { baseNames, openBase } from './harness/base.js'
import { checkTexts } from './harness/check-texts.js'
import { mutateDuplicates, mutateKeys, mutateShapes } from './mutate/mutate-keys.js'
import { mutateOperators, mutatePaths } from './mutate/mutate-expressions.js'
import type { Mutant } from './mutate/mutant.js'
import { mutateDeclarations, mutateReferences, mutateTypes, mutateWords } from './mutate/mutate-values.js'

const operators = { mutateKeys, mutateDuplicates, mutateShapes, mutateReferences, mutateDeclarations, mutateWords, mutateTypes, mutateOperators, mutatePaths }

describe.each(baseNames)('mutants of %s', (name) => {
  it.each(Object.entries(operators))('%s', async (_, mutate) => {
    const failed: string[] = []
    let count = 0
    for (const one of mutate(openBase(name))) { count++; failed.push(...(await fails(one))) }
    console.log(`# ${name} ${_} ${count}`)
    expect(failed).toEqual([])
  }, 60000)
})

async function fails({ base, file, name, text, wanted }: Mutant): Promise<string[]> {
  const { errors, warnings, messages } = await checkTexts(base.folder, new Map([...base.texts, [file, text]]))
  if (JSON.stringify(errors) === JSON.stringify(wanted)) return warnings.length === 0 ? [] : [`${name}: WARN ${warnings.join(', ')}`]
  return [`${name}: wanted ${wanted.join(', ')}; found ${errors.join(', ') || 'nothing'} | ${messages.join(' // ')}`]
}
