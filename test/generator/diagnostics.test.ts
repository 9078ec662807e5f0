import { expect, it } from 'vitest'
import { catalogue } from '../../generator/diagnostic/catalogue.js'
import { forEachSample, listSamples, type Sample } from '../harness/sample.js'
import { playSteps, stepsOf } from './diagnostics-case.js'

const folder = 'test/generator/diagnostics'

// Every code has its samples, and each sample is a whole project: what the command line prints of it is `_want.txt`.
forEachSample(
  folder,
  async (sample) => {
    const printed = await play(sample)
    sample.expect('_want.txt', printed)
    expect(printed).toContain(`[${sample.name.split('/')[0]}]`)
  },
  { depth: 2 },
)

async function play(sample: Sample): Promise<string> {
  const steps = stepsOf(sample)
  const runs = steps.flatMap((step) => ('run' in step ? [step.run.join(' ')] : []))
  const project = sample.copy()
  const ran = await playSteps(sample, project, steps)
  return `$ tenon ${runs.at(-1)}\n${ran?.out}${ran?.error}exit ${ran?.exitCode}\n`.replaceAll(project, '<project>')
}

it('has a sample for every code, and a code for every sample', () => {
  const codes = new Set(listSamples(folder, 2).map((name) => name.split('/')[0]))
  expect([...codes].sort()).toEqual(Object.keys(catalogue).sort())
})
