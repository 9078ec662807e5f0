import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { schemaDocument } from '../../generator/artifact/json-schema.js'
import { standardSignals } from '../../generator/artifact/standard-signals.js'
import { digest } from '../../src/host/digest.js'
import { guardViolated, guardViolatedSignal } from '../../src/semantics/guard/guard-violated.js'

it('guard.violated is at run time what it is when an app is built', () => {
  const standard = standardSignals.get(guardViolatedSignal.id)
  if (standard === undefined) throw new Error('it is a standard signal')
  const { payload, signalId, signalVersion } = guardViolated(
    { kind: 'flow', primitive: 'nudge', policy: 'emit_violation' },
    { rule: { id: 'flow:nudge:semantic:0', description: 'D.', path: 'p' }, tier: 'semantic', scope: {} },
    { ctx: { id: 'call-1', now: '2026-05-01T08:00:00.000Z', traceId: 'trace-1' }, ordinal: 0, digest },
  )
  expect([signalId, signalVersion]).toEqual([standard.id, standard.version])
  const fits = new Ajv2020().compile(schemaDocument(standard.payload))
  expect(fits(payload), JSON.stringify(fits.errors)).toBe(true)
  expect(fits({ ...(payload as object), more: 1 })).toBe(false)
})
