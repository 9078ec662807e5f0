import type { Json } from '../../../src/contract/json.js'
import type { BrokenScenarioRule, CallEnd, ScenarioFailure } from '../../../src/testing.js'
import type { CheckedSuite } from '../../artifact/scenario-model.js'
import { codeFrame } from '../../diagnostic/code-frame.js'
import type { Paint } from '../../diagnostic/paint.js'
import { printable } from '../../diagnostic/printable.js'
import type { SourceTexts } from '../../diagnostic/source-texts.js'
import { findPlace } from './find-place.js'

/** What failures are printed with. */
export interface FailurePrinting {
  readonly suite: CheckedSuite
  readonly texts: SourceTexts
  readonly paint: Paint
  /** What stands before each path in a line that editors read: empty or `examples/desk/`. */
  readonly folder: string
}

/** Why a scenario failed: the step, what was wrong, its place in the text, and everything that the rule has seen. */
export function printFailure(failure: ScenarioFailure, printing: FailurePrinting): readonly string[] {
  const { code, message, step, rules, path, expected, actual } = failure
  const head = `${step === null ? '' : `step ${step + 1}: `}${printable(message)}`
  const lines = [`${printing.paint('error', code)}: ${head}`]
  // Of a single rule, the message says what it is.
  const label = (rule: BrokenScenarioRule): string => (rules?.length === 1 ? '' : rule.description)
  if (rules !== undefined) for (const rule of rules) lines.push(...printRule(rule, label(rule), printing))
  else lines.push(...printPlace(path, '', printing))
  if (code === 'scenario_lockfile_error')
    lines.push('tenon test --refresh makes new inputs, and writes the lock where they pass')
  if (expected !== undefined) lines.push(`expected  ${printEnd(expected)}`)
  if (actual !== undefined) lines.push(`actual    ${printEnd(actual)}`, ...printReasons(actual))
  return lines
}

/** The same in one line: `app.yaml:41:13: error code: message`. */
export function printLine({ code, message, path, rules }: ScenarioFailure, printing: FailurePrinting): string {
  const { suite, texts, folder } = printing
  const at = findPlace(suite, rules?.[0]?.path ?? path)
  const { line, column } = (at && texts.linesOf(at.file)?.position(at.start)) ?? { line: 1, column: 1 }
  return `${folder}${printable(at?.file ?? '')}:${line}:${column}: error ${code}: ${printable(message)}`
}

function printRule(rule: BrokenScenarioRule, label: string, printing: FailurePrinting): readonly string[] {
  const width = Math.max(0, ...rule.values.map(({ path }) => path.length))
  return [
    ...printPlace(rule.path, label, printing),
    `rule      ${printable(rule.rule)}`,
    ...(rule.problem === undefined ? [] : [`cannot be evaluated: ${printable(rule.problem)}`]),
    ...rule.values.map(({ path, value }) => `  ${path.padEnd(width)} = ${printValue(value)}`),
  ]
}

function printPlace(path: string, label: string, { suite, texts, paint }: FailurePrinting): readonly string[] {
  const at = findPlace(suite, path)
  const lines = at === null ? null : texts.linesOf(at.file)
  if (at === null || lines === null) return []
  const { line, column } = lines.position(at.start)
  const gutter = String(line).length
  const mark = { start: at.start, end: at.end, label, sign: '^', meaning: 'error' } as const
  const arrow = `${' '.repeat(gutter)}${paint('frame', '-->')} ${printable(at.file)}:${line}:${column}`
  return [arrow, ...codeFrame(lines, [mark], { gutter, paint })]
}

function printEnd({ status, codes }: CallEnd): string {
  return codes.length === 0 ? status : `${status} (${codes.map(printable).join(', ')})`
}

function printReasons({ violations = [], error }: CallEnd): readonly string[] {
  const refusals = violations.map(
    ({ code, message, path }) => `${code}${path === undefined ? '' : ` at ${path}`}: ${message}`,
  )
  const reasons = error === undefined ? refusals : [...refusals, `${error.code}: ${error.message}`]
  return reasons.map((reason) => `  ${printable(reason)}`)
}

// A page of rows would hide the numbers that matter.
const longestValue = 200

function printValue(value: Json): string {
  const text = printable(JSON.stringify(value))
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}
