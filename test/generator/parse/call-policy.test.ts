import { describe, expect, it } from 'vitest'
import { parseSpec } from '../../../generator/2-parse/parse-spec.js'
import { tellSpec } from './tell.js'

const head = 'app: { id: desk, name: Desk, tz: UTC }\n'

function action(keys: string): string {
  return `${head}domain: { actions: { a: { ${keys} } } }`
}

function firstAction(text: string) {
  const outcome = parseSpec({ path: 'app.yaml', text })
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'))
  return outcome.value.actions[0]?.value
}

describe('the policy of a call', () => {
  it.each([
    ['{ call: c }', [null, 1, 0, false, false]],
    ['{ call: c, retry: {} }', [null, 1, 0, false, false]],
    ['{ call: c, timeout_ms: 1, on_timeout: continue }', [1, 1, 0, true, false]],
    ['{ call: c, retry: { max_attempts: 10, backoff_ms: 0 }, on_error: continue }', [null, 10, 0, false, true]],
    ['{ call: c, retry: { backoff_ms: 250 }, on_error: fail, on_timeout: fail }', [null, 1, 250, false, false]],
  ])('of %s', (step, expected) => {
    const read = firstAction(action(`do: [${step}]`))?.do[0]
    const policy = read?.kind === 'call' ? read.policy : null
    expect([
      policy?.timeoutMs,
      policy?.attempts,
      policy?.backoffMs,
      policy?.continuesOnTimeout,
      policy?.continuesOnError,
    ]).toEqual(expected)
  })

  it.each([
    ['timeout_ms: 0', 'timeout_ms "timeout_ms" must be a whole number of at least 1, not the number 0'],
    ['timeout_ms: 1.5', 'timeout_ms "timeout_ms" must be a whole number of at least 1, not the number 1.5'],
    ['retry: 3', 'retry "retry" must be a mapping, not the number 3'],
    [
      'retry: { max_attempts: 0 }',
      'retry.max_attempts "max_attempts" must be a whole number from 1 to 10, not the number 0',
    ],
    [
      'retry: { max_attempts: 11 }',
      'retry.max_attempts "max_attempts" must be a whole number from 1 to 10, not the number 11',
    ],
    [
      'retry: { backoff_ms: -1 }',
      'retry.backoff_ms "backoff_ms" must be a whole number of at least 0, not the number -1',
    ],
    ['on_error: abort', 'on_error "on_error" must be "fail" or "continue", not the text "abort"'],
    [
      'on_timeout: continu',
      'on_timeout "on_timeout" must be "fail" or "continue", not the text "continu" (did you mean "continue"?)',
    ],
  ])('refuses %s', (key, told) => {
    const [at, ...rest] = told.split(' ')
    const text = action(`do: [{ call: c, ${key} }]`)
    expect(plainly(tellSpec(text))).toEqual([`authoring_spec_invalid domain.actions.a.do.0.${at}: ${rest.join(' ')}`])
  })

  it('is of call steps alone', () => {
    expect(plainly(tellSpec(action('do: [{ expr: 1, as: x, timeout_ms: 5 }]')))).toEqual([
      'spec_unknown_key_error domain.actions.a.do.0.timeout_ms: an expression step has no key "timeout_ms" (a call step has it)',
    ])
  })
})

// Without the text that a diagnostic points at.
function plainly(told: readonly string[]): readonly string[] {
  return told.map((line) => line.replace(/^(\S+ \S+) "(?:[^"\\]|\\.)*": /, '$1: '))
}

describe('the failure of an action', () => {
  it.each([
    ['', [false, false, 'transaction']],
    ['failure: {}', [false, false, 'transaction']],
    ['failure: { rollback: {} }', [false, false, 'transaction']],
    ['failure: { on_step_error: continue, on_signal_error: abort, rollback: { mode: none } }', [true, true, 'none']],
    [
      'failure: { on_step_error: abort, on_signal_error: log_and_continue, rollback: { mode: transaction } }',
      [false, false, 'transaction'],
    ],
  ])('of %s', (keys, expected) => {
    const failure = firstAction(action(keys))?.failure
    expect([failure?.stepsContinue, failure?.signalsAbort, failure?.rollback]).toEqual(expected)
  })

  it.each([
    [
      'rollback: { mode: saga }',
      'spec_section_unsupported_error domain.actions.a.failure.rollback.mode: the rollback mode "saga" is not compiled by this version of Tenon',
    ],
    [
      'rollback: { mode: 7 }',
      'authoring_spec_invalid domain.actions.a.failure.rollback.mode: "mode" must be "transaction" or "none", not the number 7',
    ],
    [
      'rollback: none',
      'authoring_spec_invalid domain.actions.a.failure.rollback: "rollback" must be a mapping, not the text "none"',
    ],
    [
      'on_step_error: fail',
      'authoring_spec_invalid domain.actions.a.failure.on_step_error: "on_step_error" must be "abort" or "continue", not the text "fail"',
    ],
  ])('refuses %s', (key, told) => {
    expect(plainly(tellSpec(action(`failure: { ${key} }`)))).toEqual([told])
  })
})

describe('required ports', () => {
  it('have a port, a version and a mode', () => {
    const entry = '{ portId: a, portVersion: 1.0.0, mode: locally }'
    expect(
      plainly(tellSpec(`${head}wiring: { requirements: { capabilities: [${entry}, { portId: a, mode: local }] } }`)),
    ).toEqual([
      'reachability_mode_invalid wiring.requirements.capabilities.0.mode: "mode" must be "local", "delegated" or "unreachable", not the text "locally" (did you mean "local"?)',
      'authoring_spec_invalid wiring.requirements.capabilities.1: a required port needs the key "portVersion"',
    ])
  })

  it('may be none', () => {
    const outcome = parseSpec({
      path: 'app.yaml',
      text: `${head}wiring: { surfaces: {}, requirements: { capabilities: [] } }`,
    })
    expect(outcome.ok && outcome.value.requirements).toEqual([])
  })
})
