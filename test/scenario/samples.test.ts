import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTenon } from '../harness/run-tenon.js'
import { forEachSample } from '../harness/sample.js'

/** What is done in a sample, one after the other: every run is printed, and so is what stands in a file then. */
type Step =
  | { readonly run: readonly string[] }
  | { readonly show: string }
  | { readonly write: string; readonly text: string }
  | { readonly replace: string; readonly text: string; readonly by: string }
  | { readonly remove: string }

// Each sample is a project; `_want.txt` is everything that the command line prints of its scenarios.
forEachSample('test/scenario/samples', async (sample) => {
  const project = sample.copy()
  const steps: readonly Step[] = JSON.parse(sample.read('_steps.json') ?? '[{ "run": ["test"] }]')
  const printed: string[] = []
  for (const step of steps) {
    if ('run' in step) {
      const { out, error, exitCode } = await runTenon(project, step.run)
      printed.push(`$ tenon ${step.run.join(' ')}\n${out}${error}exit ${exitCode}\n`)
    } else if ('show' in step) printed.push(`$ cat ${step.show}\n${read(project, step.show)}`)
    else if ('write' in step) writeFileSync(join(project, step.write), step.text)
    else if ('replace' in step) replace(join(project, step.replace), step)
    else rmSync(join(project, step.remove))
  }
  sample.expect('_want.txt', printed.join('\n').replaceAll(project, '<project>'))
})

function read(project: string, file: string): string {
  return existsSync(join(project, file)) ? readFileSync(join(project, file), 'utf8') : 'there is no such file\n'
}

function replace(file: string, { text, by }: { readonly text: string; readonly by: string }): void {
  const before = readFileSync(file, 'utf8')
  if (!before.includes(text)) throw new Error(`${file} does not hold ${text}`)
  writeFileSync(file, before.replaceAll(text, by))
}
