// Takes a resolved invocation; gives it with an input that fits the entrypoint, defaults applied.
// Promises that every issue is reported at once, in order of path, and that a refusal throws nothing.
// Does not look at the caller: an anonymous caller with a bad input learns that the input is bad.

import type { Violation } from '../contract/envelope.js'
import type { Issue } from '../contract/issues.js'
import { compareText } from '../semantics/compare-values.js'
import { isJson } from '../semantics/is-json.js'
import { IssueList } from '../semantics/issue-list.js'
import { shortened } from '../semantics/wording.js'
import { type Refused, refused } from './ending.js'
import type { Invocation } from './invocation.js'

const noInput = Object.freeze({})

/** Reads the input with the entrypoint's own reader. */
export function validate({ received, entrypoint }: Invocation<'resolved'>): Invocation<'valid'> | Refused {
  const issues = new IssueList()
  const raw = received.input === undefined ? noInput : received.input
  const input = readSafely(entrypoint, raw, issues)
  if (issues.found === undefined && received.refusals === null) return { stage: 'valid', received, entrypoint, input }
  const violations = issues.found === undefined ? [] : issues.found.map(toViolation)
  if (received.refusals !== null) violations.push(...received.refusals)
  return refused(entrypoint.kind, ordered(violations))
}

function readSafely(entrypoint: Invocation<'resolved'>['entrypoint'], raw: unknown, issues: IssueList): unknown {
  try {
    return entrypoint.readInput(raw, issues)
  } catch (thrown) {
    // A getter of the caller's, or a bug of ours: only what cannot be read as JSON is the caller's fault.
    if (canBeRead(raw)) throw thrown
    issues.add(null, 'cannot be read as JSON')
    return undefined
  }
}

function canBeRead(raw: unknown): boolean {
  try {
    return isJson(raw)
  } catch {
    return false
  }
}

// The catalogue's text for this code is the problem alone; filling it in would cost more than reading the input.
function toViolation({ path, problem }: Issue): Violation {
  return {
    code: 'validation_error',
    message: path === '$' ? `the input ${problem}` : `${shortened(path)} ${problem}`,
    path,
  }
}

function ordered(violations: Violation[]): readonly Violation[] {
  if (violations.length === 1) return violations
  return violations.sort(
    (left, right) => compareText(left.path ?? '', right.path ?? '') || compareText(left.code, right.code),
  )
}
