import { describe, expect, it } from 'vitest'
import { faults } from './by-hand/index.js'
import { baseNames, openBase } from './harness/base.js'
import { checkTexts } from './harness/check-texts.js'
import { judge } from './harness/fault.js'
import { listMutants } from './mutate/list-mutants.js'
import type { Mutant } from './mutate/mutant.js'

// All mutants of one base take minutes.
const patience = process.env.EVERY === '1' ? 3_600_000 : 60_000

// What can be known to be wrong when an app is built is told: by the right code, at the right line, once, and nothing else.
describe('a fault', () => {
  it('is found, among those thought out one by one', async () => {
    const failed: string[] = []
    for (const one of faults) failed.push(...[await judge(one)].filter((line) => line !== null))
    expect(failed, failed.join('\n')).toEqual([])
  }, 60_000)

  it.each(baseNames)(
    'is found wherever it is made in %s',
    async (name) => {
      const failed: string[] = []
      for (const one of listMutants(openBase(name))) failed.push(...(await judgeMutant(one)))
      expect(failed, failed.join('\n')).toEqual([])
    },
    patience,
  )

  it('is made in more than three hundred ways, and no two are the same', () => {
    const mutants = baseNames.flatMap((name) => listMutants(openBase(name)))
    expect(faults.length).toBeGreaterThanOrEqual(120)
    expect(faults.length + mutants.length).toBeGreaterThanOrEqual(300)
    const names = [...faults, ...mutants].map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})

async function judgeMutant({ base, file, name, text, wanted }: Mutant): Promise<readonly string[]> {
  const { errors, warnings, messages } = await checkTexts(base.folder, new Map([...base.texts, [file, text]]))
  const found = [...errors, ...warnings].sort()
  if (JSON.stringify(found) === JSON.stringify(wanted)) return []
  return [`${name}: wanted ${wanted.join(', ')}; found ${found.join(', ') || 'nothing'} | ${messages.join(' // ')}`]
}
