import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { console as guestConsole } from '../../../src/module/console/index.js'
import { declaredNames, type OpenedGuest, openGuest } from '../../harness/run-guest-code.js'

let guest: OpenedGuest

beforeEach(async () => {
  guest = await openGuest(guestConsole)
})
afterEach(() => guest.close())

const lines = (): string[] => guest.logged.map(({ level, message }) => `${level} ${message}`)

describe('console', () => {
  it('writes each line to the log, at the level of its method', async () => {
    await guest.run(`console.log('a'); console.info('b'); console.debug('c'); console.warn('d'); console.error('e')`)
    expect(lines()).toEqual(['info a', 'info b', 'debug c', 'warn d', 'error e'])
  })

  it('formats as util.format does', async () => {
    await guest.run(
      `console.log('%s is %d', 'x', 5, { a: [1, 'b'] }); console.log({ a: { b: { c: {} } } }, [undefined, null]); console.log(); console.log('100%')`,
    )
    expect(lines()).toEqual([
      "info x is 5 { a: [ 1, 'b' ] }",
      'info { a: { b: { c: {} } } } [ undefined, null ]',
      'info ',
      'info 100%',
    ])
  })

  it('G05 tells how long something took', async () => {
    await guest.run(`console.time(); console.time('job'); console.time('job')`)
    await guest.advance(1500)
    await guest.run(
      `console.timeLog('job', { step: 1 }); console.timeEnd('job'); console.timeEnd('job'); console.timeLog('none'); console.timeEnd()`,
    )
    expect(lines()).toEqual([
      "warn Label 'job' already exists for console.time()",
      'info job: 1.500s { step: 1 }',
      'info job: 1.500s',
      "warn No such label 'job' for console.timeEnd()",
      "warn No such label 'none' for console.timeLog()",
      'info default: 1.500s',
    ])
  })

  it('tells short and long times as Node does', async () => {
    for (const ms of [5, 61_001, 3_723_004]) {
      await guest.run('console.time()')
      await guest.advance(ms)
      await guest.run('console.timeEnd()')
    }
    expect(lines()).toEqual([
      'info default: 5ms',
      'info default: 1:01.001 (m:ss.mmm)',
      'info default: 1:02:03.004 (h:mm:ss.mmm)',
    ])
  })

  it('counts', async () => {
    await guest.run(
      `console.count(); console.count('a'); console.count(); console.countReset(); console.count(); console.countReset('none')`,
    )
    expect(lines()).toEqual([
      'info default: 1',
      'info a: 1',
      'info default: 2',
      'info default: 1',
      "warn Count for 'none' does not exist",
    ])
  })

  it('asserts', async () => {
    await guest.run(
      `console.assert(true, 'fine'); console.assert(false); console.assert(0, '%s is no', 'x'); console.assert(null, { a: 1 })`,
    )
    expect(lines()).toEqual([
      'warn Assertion failed',
      'warn Assertion failed: x is no',
      'warn Assertion failed: { a: 1 }',
    ])
  })

  it('moves groups in', async () => {
    await guest.run(
      `console.group('top'); console.log('a\\nb'); console.group(); console.warn('c'); console.groupEnd(); console.groupEnd(); console.groupEnd(); console.log('d')`,
    )
    expect(lines()).toEqual(['info top', 'info   a\n  b', 'warn     c', 'info d'])
  })

  it('shows values without their own text', async () => {
    await guest.run(
      `console.dir({ a: { b: { c: {} } }, [Symbol.for('nodejs.util.inspect.custom')]: () => 'mine' }, { depth: 0 })`,
    )
    expect(lines()).toEqual([
      'info {\n  a: [Object],\n  [Symbol(nodejs.util.inspect.custom)]: [Function: [nodejs.util.inspect.custom]]\n}',
    ])
  })

  it('frames tables', async () => {
    await guest.run(
      `console.table([{ a: 1, b: 'x' }, { a: 2, c: true }, 5]); console.table([{ a: 1, b: 2 }], ['b']); console.table(new Map([['k', 1]])); console.table(new Set(['v'])); console.table('text')`,
    )
    expect(guest.logged.map(({ message }) => message)).toEqual([
      [
        '┌─────────┬───┬─────┬──────┬────────┐',
        '│ (index) │ a │ b   │ c    │ Values │',
        '├─────────┼───┼─────┼──────┼────────┤',
        "│ 0       │ 1 │ 'x' │      │        │",
        '│ 1       │ 2 │     │ true │        │',
        '│ 2       │   │     │      │ 5      │',
        '└─────────┴───┴─────┴──────┴────────┘',
      ].join('\n'),
      ['┌─────────┬───┐', '│ (index) │ b │', '├─────────┼───┤', '│ 0       │ 2 │', '└─────────┴───┘'].join('\n'),
      [
        '┌───────────────────┬─────┬────────┐',
        '│ (iteration index) │ Key │ Values │',
        '├───────────────────┼─────┼────────┤',
        "│ 0                 │ 'k' │ 1      │",
        '└───────────────────┴─────┴────────┘',
      ].join('\n'),
      [
        '┌───────────────────┬────────┐',
        '│ (iteration index) │ Values │',
        '├───────────────────┼────────┤',
        "│ 0                 │ 'v'    │",
        '└───────────────────┴────────┘',
      ].join('\n'),
      'text',
    ])
  })

  it('traces', async () => {
    await guest.run(`function place() { console.trace('at %s', 'x') } place()`)
    expect(guest.logged).toHaveLength(1)
    expect(lines()[0]).toMatch(/^error Trace: at x\n +at place /)
  })

  it('G04 is a global and the module, one object', async () => {
    expect(await guest.run(`return console === require('console')`)).toBe(true)
  })

  it('works with its methods taken off', async () => {
    await guest.run(`const { log, error } = console; log('a'); [1].forEach(error)`)
    expect(lines()).toEqual(['info a', 'error 1 0 [ 1 ]'])
  })

  it('S05 declares what it exports', async () => {
    expect(declaredNames(guestConsole.declaration ?? '')).toEqual(
      await guest.run(`return Object.keys(require('console')).sort()`),
    )
  })

  it('touches the clock and the log alone', () => {
    expect(guestConsole.capabilities).toEqual(['clock'])
  })
})
