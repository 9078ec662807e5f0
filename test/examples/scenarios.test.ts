import { join } from 'node:path'
import { runScenarios } from 'tenon/testing'
import { describe, expect, it } from 'vitest'
import { bundle } from '../../generated/helpdesk/index.js'
import { scenarios } from '../../generated/helpdesk/scenarios.js'
import { newFolder } from './start-helpdesk.js'

describe('the scenarios of the helpdesk', () => {
  it('come true', async () => {
    const settings = new Map([['HELPDESK_OUTBOX', join(newFolder(), 'outbox.mbox')]])
    const hostPorts = { environment: { get: (name: string) => settings.get(name) } }
    const { runs } = await runScenarios({ bundle, scenarios, hostPorts })
    expect(runs.length).toBeGreaterThan(10)
    expect(runs.filter(({ ok }) => !ok)).toEqual([])
  })
})
