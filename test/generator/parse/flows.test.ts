import { describe, expect, it } from 'vitest'
import { parseSpec } from '../../../generator/2-parse/parse-spec.js'
import type { FlowSyntax } from '../../../generator/artifact/flow-syntax.js'
import { head, tellSpec } from './tell.js'

function specOf(flow: string): string {
  return `${head}domain: { flows: { follow: { ${flow} } } }`
}

function read(flow: string): FlowSyntax {
  const outcome = parseSpec({ path: 'app.yaml', text: specOf(flow) })
  const [entry] = outcome.ok ? outcome.value.flows : []
  if (entry === undefined) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'))
  return entry.value
}

/** The syntax without places, a text as it is. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  if ('text' in value && 'at' in value) return value.text
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (key === 'at' ? [] : [[key, plain(inner)]])),
  )
}

const once = { timeoutMs: null, attempts: 1, backoffMs: 0, continuesOnTimeout: false, continuesOnError: false }

describe('the syntax of a flow', () => {
  it('has the defaults of the language', () => {
    expect(plain(read('on: [told], steps: []'))).toEqual({
      on: ['told'],
      correlateBy: null,
      state: [],
      lifecycle: { stateTtlSeconds: 86_400, maxIdempotencyKeys: 1000, maxRuns: 1000 },
      idempotencyKey: null,
      guards: null,
      steps: [],
    })
  })

  it('keeps its signals in order, its bounds and its keys', () => {
    const flow = read(
      'on: [b, a], correlate_by: { var: payload.id }, steps: [], idempotency: { policy: dedupe, key: once }, ' +
        'lifecycle: { state_ttl_seconds: 1, max_idempotency_keys: 2, max_runs_per_correlation: 3 }',
    )
    expect(plain(flow)).toMatchObject({
      on: ['b', 'a'],
      correlateBy: { kind: 'var', path: 'payload.id' },
      lifecycle: { stateTtlSeconds: 1, maxIdempotencyKeys: 2, maxRuns: 3 },
      idempotencyKey: { kind: 'literal', value: 'once' },
    })
  })

  it.each(['idempotency: {}', 'idempotency: { policy: dedupe }'])('has no key of its own with %s', (idempotency) => {
    expect(read(`on: [told], steps: [], ${idempotency}`).idempotencyKey).toBe(null)
  })

  it.each([
    ['{ run: a }', { kind: 'call', call: 'a', with: null, as: null, policy: once }],
    [
      '{ run: a, as: done, with: { x: 1 }, retry: { max_attempts: 5, backoff_ms: 20 } }',
      {
        kind: 'call',
        call: 'a',
        as: 'done',
        with: { kind: 'object' },
        policy: { ...once, attempts: 5, backoffMs: 20 },
      },
    ],
    ['{ set: {} }', { kind: 'set', changes: { kind: 'object', entries: [] } }],
    [
      '{ set: { n: { $expr: { var: state.n } } } }',
      { kind: 'set', changes: { kind: 'object', entries: [{ name: 'n', value: { kind: 'expression' } }] } },
    ],
    [
      '{ if: true, then: [{ run: a }] }',
      { kind: 'if', condition: { kind: 'literal', value: true }, then: [{ kind: 'call', call: 'a' }], else: [] },
    ],
    ['{ if: true, then: [], else: [{ set: { n: 1 } }] }', { kind: 'if', then: [], else: [{ kind: 'set' }] }],
  ])('reads the step %s', (step, expected) => {
    expect(plain(read(`on: [told], steps: [${step}]`).steps)).toMatchObject([expected])
  })
})

describe('a flow is refused', () => {
  it.each([
    ['steps: []', 'authoring_spec_invalid : a flow needs the key "on"'],
    ['on: [told]', 'authoring_spec_invalid : a flow needs the key "steps"'],
    ['on: [], steps: []', 'authoring_spec_invalid .on: "on" must have at least one entry'],
    ['on: told, steps: []', 'authoring_spec_invalid .on: "on" must be a list of signals, not the text "told"'],
    [
      'on: [told], steps: [], lifecycle: { state_ttl_seconds: 0 }',
      'authoring_spec_invalid .lifecycle.state_ttl_seconds: "state_ttl_seconds" must be a whole number of at least 1, not the number 0',
    ],
    [
      'on: [told], steps: [], lifecycle: { state_ttl: 1 }',
      'spec_unknown_key_error .lifecycle.state_ttl: the lifecycle of a flow has no key "state_ttl"',
    ],
    [
      'on: [told], steps: [], lifecycle: { max_runs_per_correlation: many }',
      'authoring_spec_invalid .lifecycle.max_runs_per_correlation: "max_runs_per_correlation" must be a whole number of at least 1, not the text "many"',
    ],
    [
      'on: [told], steps: [], idempotency: { policy: ignore }',
      'authoring_spec_invalid .idempotency.policy: "policy" must be "dedupe", not the text "ignore"',
    ],
    [
      'on: [told], steps: [{ run: a, set: { n: 1 } }]',
      'domain_runtime_ir_invalid_error .steps.0: a step of a flow is one thing, and this one has both "run" and "set"',
    ],
    [
      'on: [told], steps: [{ call: a }]',
      'domain_runtime_ir_invalid_error .steps.0: a step of a flow needs one of "run", "set" or "if"',
    ],
    [
      'on: [told], steps: [{ run: a, timeout_ms: 5 }]',
      'spec_unknown_key_error .steps.0.timeout_ms: a run step has no key "timeout_ms"',
    ],
    [
      'on: [told], steps: [{ run: a, retry: { max_attempts: 11 } }]',
      'authoring_spec_invalid .steps.0.retry.max_attempts: "max_attempts" must be a whole number from 1 to 10, not the number 11',
    ],
    [
      'on: [told], steps: [{ set: { $expr: { var: payload } } }]',
      'authoring_spec_invalid .steps.0.set: "set" must name its members, each with its value',
    ],
    [
      'on: [told], steps: [{ set: 1 }]',
      'authoring_spec_invalid .steps.0.set: "set" must be a mapping, not the number 1',
    ],
    ['on: [told], steps: [{ if: true }]', 'authoring_spec_invalid .steps.0: an if step of a flow needs the key "then"'],
    [
      'on: [told], steps: [], guards: { on_fail: retry }',
      'guard_policy_invalid .guards.on_fail: "on_fail" must be "abort"',
    ],
  ])('with %s', (flow, expected) => {
    const told = tellSpec(specOf(flow)).map((line) =>
      line.replace(/^(\S+) domain\.flows\.follow(\S*) "(?:[^"\\]|\\.)*": /, '$1 $2: '),
    )
    expect(told).toEqual([expect.stringContaining(expected)])
  })
})
