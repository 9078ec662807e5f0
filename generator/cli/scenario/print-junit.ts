import type { ScenarioRun, SuiteReport } from '../../../src/testing.js'
import { plain } from '../../diagnostic/paint.js'
import { findPlace } from './find-place.js'
import { type FailurePrinting, printFailure } from './print-failure.js'
import { countRuns } from './print-suite.js'

/** The report in the XML that build machines read: one test case for each scenario, without times. */
export function printJunit(app: string, report: SuiteReport, printing: FailurePrinting): string {
  const { failed } = countRuns(report)
  const counts = `tests="${report.runs.length}" failures="${failed}" errors="0" skipped="0"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="tenon" ${counts}>`,
    `  <testsuite name="${escaped(app)}" ${counts}>`,
    ...report.runs.flatMap((run) => printCase(app, run, printing)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function printCase(app: string, { scenarioId, error }: ScenarioRun, printing: FailurePrinting): readonly string[] {
  const head = `    <testcase classname="${escaped(app)}" name="${escaped(scenarioId)}"${placeOf(scenarioId, printing)}`
  if (error === undefined) return [`${head}/>`]
  const text = printFailure(error, { ...printing, paint: plain }).join('\n')
  return [
    `${head}>`,
    `      <failure type="${error.code}" message="${escaped(error.message)}">${escaped(text)}</failure>`,
    '    </testcase>',
  ]
}

function placeOf(scenarioId: string, { suite, texts }: FailurePrinting): string {
  const at = findPlace(suite, `scenarios.${scenarioId}`)
  const line = at === null ? undefined : texts.linesOf(at.file)?.position(at.start).line
  return at === null || line === undefined ? '' : ` file="${escaped(at.file)}" line="${line}"`
}

// XML 1.0 has no way at all to write these.
const impossible = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text as it may stand between tags and in quotes. */
function escaped(text: string): string {
  return text.replace(impossible, '\ufffd').replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}
