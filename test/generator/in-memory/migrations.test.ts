import { describe, expect, it } from 'vitest'
import { compileApp } from '../../../generator/compile-app.js'
import { defineApp } from '../../../generator/define.js'
import type { SignalProgram } from '../../../src/contract/program.js'
import { createAppRuntime } from '../../../src/runtime.js'
import { CallFailed } from '../../../src/semantics/call-failed.js'
import { IssueList } from '../../../src/semantics/issue-list.js'

const yaml = `
app: { id: desk, name: Desk, tz: UTC }
domain:
  signals:
    custom:
      comment.added:
        version: 3
        payload: { id: id!, internal: bool!, words: int }
        migrate:
          - from_version: 2
            payload:
              id: { $expr: { var: payload.id } }
              internal: { $expr: { "==": [ staff, { var: payload.visibility } ] } }
              words: { $expr: { length: { var: payload.text } } }
          - from_version: 1
            payload: { id: { $expr: { cat: [ c, { var: payload.number } ] } }, visibility: { $expr: { var: [ payload.seen_by.who, all ] } }, text: { $expr: { var: payload.text } } }
  actions:
    act: { effects: [emit], emits: [ { signal: comment.added, payload: { id: a, internal: true } } ] }
mutations: [ { id: act, in: {}, run: { actionId: act, input: {} } } ]
access: { default_policy: allow, roles: {} }
`

/** The signal as its action emits it: what stands in no table of the program. */
async function emittedSignal(): Promise<SignalProgram> {
  const { program } = compileApp({ spec: defineApp({ yaml }) })
  const found: SignalProgram[] = []
  await program.mutations.get('act')?.run({}, { emit: (signal: SignalProgram) => void found.push(signal) } as never)
  const [signal] = found
  if (signal === undefined) throw new Error('it should have been emitted')
  return signal
}

/** A payload of some version, lifted step by step and read as a current one. */
async function lifted(from: number, payload: unknown) {
  const signal = await emittedSignal()
  const steps = (signal.migrations ?? []).filter((step) => step.from >= from)
  const issues = new IssueList()
  const read = signal.readPayload(
    steps.reduce((value, step) => step.migrate(value), payload),
    issues,
  )
  return issues.found ?? read
}

describe('the steps of "migrate"', () => {
  it('stand in the order of their versions', async () => {
    expect((await emittedSignal()).migrations?.map(({ from }) => from)).toEqual([1, 2])
  })

  it('lift a payload of the oldest version through all others, and drop what they do not name', async () => {
    const oldest = { number: 7, seen_by: { who: 'staff' }, text: 'two words', mood: 'good' }
    expect(await lifted(1, oldest)).toEqual({ id: 'c7', internal: true, words: 9 })
  })

  it('lift a payload that lacks what they read', async () => {
    expect(await lifted(1, {})).toEqual({ id: 'c', internal: false, words: 0 })
    expect(await lifted(2, { id: 'x' })).toEqual({ id: 'x', internal: false, words: 0 })
  })

  it('leave it to the reader whether the end is a payload', async () => {
    expect(await lifted(2, {})).toMatchObject([{ path: 'id' }])
  })

  it('fail where an expression does', async () => {
    await expect(lifted(2, { id: 'x', text: { no: 'text' } })).rejects.toThrow(CallFailed)
  })

  it('are no part of an emission', async () => {
    const runtime = createAppRuntime({ bundle: compileApp({ spec: defineApp({ yaml }) }) })
    const { emittedSignals } = await runtime.invoke({ entrypointKind: 'mutation', entrypointId: 'act', input: {} })
    expect(emittedSignals).toMatchObject([{ signalVersion: 3, payload: { id: 'a', internal: true } }])
  })
})
