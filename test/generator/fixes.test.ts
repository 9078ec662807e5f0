import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Code } from '../../generator/diagnostic/catalogue.js'
import type { JsonDiagnostic, JsonFix } from '../../generator/diagnostic/render-json.js'
import { runTenon } from '../harness/run-tenon.js'
import { forEachSample } from '../harness/sample.js'
import { playSteps, quickly, stepsOf } from './diagnostics-case.js'

/** Samples whose one mistake hides another, which is told as soon as the first is gone. */
const hidden: ReadonlyMap<string, readonly Code[]> = new Map([
  ['guest_require_denied_error/in-a-package', ['guest_type_error']],
  ['projection_plan_invalid_error/plans', ['projection_plan_invalid_error']],
  ['spec_contract_conflict_error/scenarios', ['spec_contract_conflict_error']],
  ['spec_reference_not_found_error/everywhere', ['port_unbound_error']],
  ['spec_reference_not_found_error/flows', ['expression_reference_error', 'spec_contract_conflict_error']],
  ['spec_reference_not_found_error/views', ['spec_contract_conflict_error']],
  ['spec_reference_not_found_error/wiring', ['binding_field_not_declared']],
  ['spec_section_unsupported_error/unknown-surface', ['dispatch_matcher_missing']],
])

// Whatever is offered takes its diagnostic away, and brings no error: in each sample, each fix by itself.
forEachSample(
  'test/generator/diagnostics',
  async (sample) => {
    const steps = stepsOf(sample)
    const last = steps.at(-1)
    if (last === undefined || !('run' in last)) return
    const start = async (): Promise<string> => {
      const project = sample.copy()
      await playSteps(sample, project, steps.slice(0, -1))
      return project
    }
    const before = await check(await start(), quickly(sample, last.run))
    for (const found of before)
      for (const fix of found.fixes) {
        const project = await start()
        apply(project, fix)
        const after = await check(project, quickly(sample, last.run))
        expect(after.map(nameOf), fix.title).not.toContain(nameOf(found))
        const known = before.map(nameOf)
        const errors = after
          .filter(({ severity, code }) => severity === 'error' && hidden.get(sample.name)?.includes(code) !== true)
          .map(nameOf)
        expect(
          errors.filter((name) => !known.includes(name)),
          fix.title,
        ).toEqual([])
      }
  },
  { depth: 2 },
)

async function check(project: string, run: readonly string[]): Promise<readonly JsonDiagnostic[]> {
  const { out } = await runTenon(project, [...run, '--json'])
  return JSON.parse(out).diagnostics
}

/** What tells one mistake from another wherever it stands. */
function nameOf({ code, file, path, message }: JsonDiagnostic): string {
  return `${file} ${path} ${code}: ${message}`
}

function apply(project: string, { edits }: JsonFix): void {
  for (const { file, range, text } of [...edits].sort((a, b) => b.range.start.offset - a.range.start.offset)) {
    const path = join(project, file)
    const written = readFileSync(path, 'utf8')
    const mark = written.startsWith('\ufeff') ? 1 : 0
    writeFileSync(path, written.slice(0, range.start.offset + mark) + text + written.slice(range.end.offset + mark))
  }
}
