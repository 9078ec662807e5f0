import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { catalogue } from '../../generator/diagnostic/catalogue.js'
import { runTenon } from '../harness/run-tenon.js'
import { forEachSample, listSamples, type Sample } from '../harness/sample.js'

const folder = 'test/generator/diagnostics'

/** How a case comes about where its inputs alone do not make it; the last run is the one that is looked at. */
type Step =
  | { readonly run: readonly string[] }
  | { readonly write: string; readonly text: string }
  | { readonly fill: string; readonly text: string; readonly megabytes: number }
  | { readonly remove: string }

const usual: readonly Step[] = [{ run: ['check'] }]

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
  const described = sample.read('_case.json')
  const steps: readonly Step[] = described === null ? usual : JSON.parse(described)
  const project = sample.copy()
  let printed = ''
  for (const step of steps) {
    if ('run' in step) {
      const { out, error, exitCode } = await runTenon(project, step.run)
      printed = `$ tenon ${step.run.join(' ')}\n${out}${error}exit ${exitCode}\n`
    } else change(project, step)
  }
  return printed.replaceAll(project, '<project>')
}

function change(project: string, step: Exclude<Step, { readonly run: readonly string[] }>): void {
  if ('remove' in step) rmSync(join(project, step.remove), { recursive: true })
  else if ('write' in step) put(join(project, step.write), step.text)
  else put(join(project, step.fill), step.text.repeat(Math.ceil((step.megabytes * 1024 * 1024) / step.text.length)))
}

function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

it('has a sample for every code, and a code for every sample', () => {
  const codes = new Set(listSamples(folder, 2).map((name) => name.split('/')[0]))
  expect([...codes].sort()).toEqual(Object.keys(catalogue).sort())
})
