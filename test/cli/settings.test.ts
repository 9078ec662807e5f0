import { describe, expect, it } from 'vitest'
import { type GlobalFlags, readSettings } from '../../generator/cli/settings.js'

function settings(flags: GlobalFlags, environment: Readonly<Record<string, string>> = {}, isTerminal = false) {
  const output = { write: async () => undefined, isTerminal }
  return readSettings(flags, {
    out: output,
    error: output,
    environment,
    directory: '/home',
    readInput: async () => '',
    elapsed: () => 0,
  })
}

describe('colour', () => {
  const cases: readonly (readonly [
    flags: GlobalFlags,
    environment: Record<string, string>,
    isTerminal: boolean,
    wanted: boolean,
  ])[] = [
    [{}, {}, true, true],
    [{}, {}, false, false],
    [{}, { TERM: 'dumb' }, true, false],
    [{}, { NO_COLOR: '1' }, true, false],
    [{}, { NO_COLOR: '' }, true, true],
    [{}, { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    [{}, { FORCE_COLOR: '0' }, true, false],
    [{ color: true }, { NO_COLOR: '1' }, false, true],
    [{ color: false }, { FORCE_COLOR: '1' }, true, false],
  ]
  it.each(cases)('%j with %j on a terminal %j: %j', (flags, environment, isTerminal, wanted) => {
    expect(settings(flags, environment, isTerminal).hasColor).toBe(wanted)
  })
})

describe('frozen', () => {
  const cases: readonly (readonly [flags: GlobalFlags, environment: Record<string, string>, wanted: boolean])[] = [
    [{}, {}, false],
    [{}, { CI: 'true' }, true],
    [{}, { CI: '0' }, false],
    [{}, { CI: 'false' }, false],
    [{ frozen: false }, { CI: '1' }, false],
    [{ frozen: true }, {}, true],
  ]
  it.each(cases)('%j with %j: %j', (flags, environment, wanted) => {
    expect(settings(flags, environment).isFrozen).toBe(wanted)
  })
})

it('allows the fewest warnings that any flag allows', () => {
  expect(settings({}).maxWarnings).toBe(Number.POSITIVE_INFINITY)
  expect(settings({ maxWarnings: '3' }).maxWarnings).toBe(3)
  expect(settings({ failOn: 'warning' }).maxWarnings).toBe(0)
  expect(settings({ failOn: 'warning', maxWarnings: '3' }).maxWarnings).toBe(0)
})

it('runs where it is told to', () => {
  expect(settings({ cwd: 'desk' }).directory).toBe('/home/desk')
  expect(settings({ cwd: '/desk' }).directory).toBe('/desk')
})
