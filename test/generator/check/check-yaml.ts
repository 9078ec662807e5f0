import { expect } from 'vitest'
import { parse } from '../../../generator/2-parse/parse.js'
import { checkSpec } from '../../../generator/3-check/check-spec.js'
import { describeType } from '../../../generator/3-check/type/describe-type.js'
import { isNullable } from '../../../generator/3-check/type/nullable.js'
import type { CheckedSpec } from '../../../generator/artifact/checked-app.js'
import type { Diagnostic } from '../../../generator/diagnostic/diagnostic.js'
import type { Outcome } from '../../../generator/diagnostic/outcome.js'

/** Parses and checks an app spec. What the parser refuses fails the test: these are tests of the check. */
export function checkYaml(yaml: string): Outcome<CheckedSpec> {
  const parsed = parse({ spec: { path: 'app.yaml', text: yaml }, included: null, manifest: null, lockfile: null })
  if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ message, path }) => `${path}: ${message}`).join('\n'))
  return checkSpec(parsed.value.spec)
}

/** The checked app of a spec that is right. */
export function checkedYaml(yaml: string): CheckedSpec {
  const outcome = checkYaml(yaml)
  if (!outcome.ok) throw new Error(describeAll(yaml, outcome.diagnostics).join('\n'))
  return outcome.value
}

/** What may stand in a spec; every part has a default, so a test writes only what it is about. */
export interface SpecParts {
  readonly collections?: string
  readonly signals?: string
  readonly capabilities?: string
  readonly actions?: string
  readonly flows?: string
  readonly projections?: string
  readonly queries?: string
  readonly mutations?: string
  readonly roles?: string
}

const collections = `
  tickets:
    fields:
      id: id!
      owner_id: id!
      assignee_id: id
      title: text!
      state: { enum: [open, waiting, closed], required: true }
      priority: { enum: [1, 2, 3] }
      opened_at: timestamp!
      urgent: bool!
      weight: number
      tags: { array: text, required: true }
      sla: { object: { tier: text!, breached: bool } }
  agents:
    fields: { display: text!, skills: { array: text } }
`

const signals = `
  ticket.opened:
    payload: { id: id!, title: text!, at: timestamp, count: int }
`

const capabilities = `
  mail.send:
    in: { to: text!, subject: text!, copies: int }
    out: { message_id: text! }
  text.shout:
    in: { words: text! }
    out: { loud: text! }
    return: { loud: { $expr: { to_upper: { var: input.words } } } }
`

/** A whole spec around the parts. */
export function spec(parts: SpecParts): string {
  return [
    'app: { id: test, name: Test, tz: UTC }',
    'domain:',
    `  collections:\n${indent(parts.collections ?? collections, 4)}`,
    `  signals:\n    custom:\n${indent(parts.signals ?? signals, 6)}`,
    `  capabilities:\n${indent(parts.capabilities ?? capabilities, 4)}`,
    `  actions:\n${indent(parts.actions ?? '{}', 4)}`,
    `  flows:\n${indent(parts.flows ?? '{}', 4)}`,
    `  projections:\n${indent(parts.projections ?? '{}', 4)}`,
    `queries:\n${indent(parts.queries ?? '[]', 2)}`,
    `mutations:\n${indent(parts.mutations ?? '[]', 2)}`,
    `access:\n  default_policy: deny\n  roles:\n${indent(parts.roles ?? '{ agent: { derive: { auth_claim_equals: [agent, true] } } }', 4)}`,
  ].join('\n')
}

function indent(text: string, by: number): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const least = Math.min(...lines.map((line) => line.length - line.trimStart().length))
  return lines.map((line) => ' '.repeat(by) + line.slice(least)).join('\n')
}

/** The types of a row of the first projection, in words. */
export function typesOfRow({ projections: [first] }: CheckedSpec): Readonly<Record<string, string>> {
  const fields = first?.row.fields ?? []
  return Object.fromEntries(
    fields.map(({ name, type }) => [name, `${describeType(type)}${isNullable(type) ? ' or null' : ''}`]),
  )
}

/** An action `act` with these steps; `more` are its other keys. */
export function actionOf(steps: string, more = 'effects: [write, network, emit]'): string {
  return spec({
    actions: `act:\n${indent(`in: { text: text!, count: int, flag: bool }\n${more}\ndo:\n${indent(steps, 2)}`, 2)}`,
  })
}

const marked = /# ! (\w+)(?:: (.*))?$/

/**
 * Holds what the check finds against the marks in a spec: `# ! code` behind the line it must point at, and
 * `# ! code: words` where the message or the hint must have these words. Nothing else may be found.
 */
export function expectMarked(yaml: string): void {
  const outcome = checkYaml(yaml)
  const wanted = yaml.split('\n').flatMap((line, index) => {
    const mark = marked.exec(line)
    return mark === null ? [] : [{ line: index + 1, code: mark[1] ?? '', words: mark[2] ?? '' }]
  })
  const found = outcome.diagnostics.map((one) => ({ line: lineOf(yaml, one), code: one.code, said: sayAll(one) }))
  const remaining = [...found]
  const missed = wanted.filter(({ line, code, words }) => {
    const index = remaining.findIndex((one) => one.line === line && one.code === code && one.said.includes(words))
    if (index >= 0) remaining.splice(index, 1)
    return index < 0
  })
  expect({ missed, unexpected: remaining }, describeAll(yaml, outcome.diagnostics).join('\n')).toEqual({
    missed: [],
    unexpected: [],
  })
}

function sayAll({ message, hint, related }: Diagnostic): string {
  return [message, hint ?? '', ...related.map(({ note }) => note)].join(' | ')
}

/** The 1-based line at which a diagnostic points. */
export function lineOf(yaml: string, { at }: Pick<Diagnostic, 'at'>): number {
  return yaml.slice(0, at.start).split('\n').length
}

function describeAll(yaml: string, diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map((one) => `${lineOf(yaml, one)}: ${one.code} ${one.path} ${sayAll(one)}`)
}
