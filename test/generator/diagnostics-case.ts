import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Ran, runTenon } from '../harness/run-tenon.js'
import type { Sample } from '../harness/sample.js'

/** How a case comes about where its inputs alone do not make it; the last run is the one that is looked at. */
export type Step =
  | { readonly run: readonly string[] }
  | { readonly write: string; readonly text: string }
  | { readonly fill: string; readonly text: string; readonly megabytes: number }
  | { readonly remove: string }

const usual: readonly Step[] = [{ run: ['check'] }]

/** The steps of a sample of a diagnostic. */
export function stepsOf(sample: Sample): readonly Step[] {
  const described = sample.read('_case.json')
  return described === null ? usual : JSON.parse(described)
}

/** Does the steps of a sample in a project; gives what the last run printed. */
export async function playSteps(sample: Sample, project: string, steps: readonly Step[]): Promise<Ran | null> {
  let ran: Ran | null = null
  for (const step of steps) {
    if ('run' in step) ran = await runTenon(project, quickly(sample, step.run))
    else change(project, step)
  }
  return ran
}

// TypeScript takes longer than all the rest, and has something to say in the samples of its own codes alone.
export function quickly({ name }: Sample, run: readonly string[]): readonly string[] {
  const hasTypes = run[0] === 'check' || run[0] === 'build'
  return hasTypes && !name.includes('_type_error/') && !run.includes('--no-types') ? [...run, '--no-types'] : run
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
