import type { PersonaCoverage, ScenarioRun, SuiteReport } from '../../../src/testing.js'
import { printable } from '../../diagnostic/printable.js'
import { type FailurePrinting, printFailure, printLine } from './print-failure.js'

/** How many runs passed and how many did not. */
export interface RunCounts {
  readonly passed: number
  readonly failed: number
}

export function countRuns({ runs }: SuiteReport): RunCounts {
  const passed = runs.filter(({ ok }) => ok).length
  return { passed, failed: runs.length - passed }
}

/** How much is printed: `failures` leaves out what passed, `lines` is what editors read. */
export type SuiteForm = 'all' | 'failures' | 'lines'

/** The report as people read it: a line for each scenario, what is wrong below it, and the counts at the end. */
export function printSuite(
  report: SuiteReport,
  coverage: readonly PersonaCoverage[],
  form: SuiteForm,
  printing: FailurePrinting,
): string {
  const counts = printCounts(countRuns(report), printing)
  if (form === 'lines') {
    const failures = report.runs.flatMap(({ error }) => (error === undefined ? [] : [printLine(error, printing)]))
    return `${[...failures, counts].join('\n')}\n`
  }
  const shown = form === 'all' ? report.runs : report.runs.filter(({ ok }) => !ok)
  const personas = form === 'all' ? printCoverage(coverage) : []
  const blocks = [shown.flatMap((run) => printRun(run, printing)), personas, [counts]]
  return `${blocks.flatMap((lines) => (lines.length === 0 ? [] : [lines.join('\n')])).join('\n\n')}\n`
}

function printCounts({ passed, failed }: RunCounts, { paint }: FailurePrinting): string {
  const counts = [
    passed > 0 ? paint('good', `${passed} passed`) : `${passed} passed`,
    failed > 0 ? paint('error', `${failed} failed`) : `${failed} failed`,
  ]
  return counts.join(', ')
}

function printRun({ scenarioId, ok, stepResults, error }: ScenarioRun, printing: FailurePrinting): readonly string[] {
  const { paint } = printing
  const mark = ok ? paint('good', '✓') : paint('error', '✗')
  const warnings = stepResults.flatMap(({ index, warnings = [] }) =>
    warnings.map(({ message }) => `${paint('warning', 'warning')}: step ${index + 1}: ${printable(message)}`),
  )
  const failure = error === undefined ? [] : printFailure(error, printing)
  return [`${mark} ${scenarioId}`, ...[...warnings, ...failure].map((line) => `    ${line}`.trimEnd())]
}

function printCoverage(coverage: readonly PersonaCoverage[]): readonly string[] {
  const width = Math.max(0, ...coverage.map(({ personaId }) => personaId.length))
  return coverage.map(({ personaId, totalScenarios, passingScenarios }) => {
    const said = totalScenarios === 0 ? 'in none of these' : `${passingScenarios} of ${totalScenarios} passed`
    return `persona ${personaId.padEnd(width)}  ${said}`
  })
}
