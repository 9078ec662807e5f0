import { describe, expect, it } from 'vitest'
import type { Envelope } from '../../../src/runtime.js'
import { readLine } from '../../../src/surface/cli/read-line.js'
import { createCliSurface } from '../../../src/surface.js'
import { echoApp, startWired } from './wired-app.js'

const app = await startWired(
  echoApp(`
    cli:
      mutations:
        echo: { command: { path: say hello }, bind: { word: args.word, name: args.name, count: flags.count, loud: flags.loud, rank: flags.rank } }
        plain:
          bind: {}
          x-dispatch: { matcher: { surfaceType: cli, clauses: [{ key: flags.version, op: exists }] } }
        closed: { command: { path: say, when: { flags: { level: 2, fast: false } } }, bind: {} }
`),
)
const cli = createCliSurface(app.runtime, app.bundle)

/** What came of a line: the members of the output that are not null, or the messages of the refusal. */
async function run(line: string): Promise<unknown> {
  const envelope = await cli.dispatch({ argv: line.split(' ').filter((word) => word !== '') })
  return tell(envelope)
}

function tell({ output, violations }: Envelope): unknown {
  if (violations.length > 0) return violations.map(({ code, message }) => `${code}: ${message}`)
  return Object.fromEntries(Object.entries(output ?? {}).filter(([, value]) => value !== null))
}

describe('a command line', () => {
  it.each([
    ['say hello hi ann', { word: 'hi', name: 'ann' }],
    ['say hello hi --count 3 ann', { word: 'hi', name: 'ann', count: 3 }],
    ['say hello --count=-3 hi ann', { word: 'hi', name: 'ann', count: -3 }],
    ['say hello --count -3 hi -n', { word: 'hi', name: '-n', count: -3 }],
    ['say hello --loud hi ann', { word: 'hi', name: 'ann', loud: true }],
    ['say hello --loud=0 hi ann', { word: 'hi', name: 'ann', loud: false }],
    ['say hello --rank low -- --hi --ann', { word: '--hi', name: '--ann', rank: 'low' }],
    ['say hello --rank=2 hi ann', { word: 'hi', name: 'ann', rank: 2 }],
    ['--version', { ok: true }],
    ['--version=long', { ok: true }],
  ])('%s', async (line, input) => {
    expect(await run(line)).toEqual(input)
  })

  it.each([
    ['', ['dispatch_not_found_error: nothing answers the command ""']],
    ['hello say', ['dispatch_not_found_error: nothing answers the command "hello say"']],
    ['--loud say hello hi ann', ['dispatch_not_found_error: nothing answers the command ""']],
    ['say hi', ['dispatch_not_found_error: nothing answers the command "say hi"']],
    ['say hello hi', ['binding_error: name is required']],
    [
      'say hello a b c d',
      ['binding_error: args.2 is one argument too many', 'binding_error: args.3 is one argument too many'],
    ],
    [
      'say hello a b --lod --=x',
      ['binding_error: flags. is no flag of this command', 'binding_error: flags.lod is no flag of this command'],
    ],
    ['say hello a b --count 1 --count 2', ['binding_error: count was given more than once']],
    ['say hello a b --count=', ['binding_error: count must be a whole number']],
    ['say hello a b --count', ['validation_error: count must be a whole number']],
    ['say hello a b --__proto__', ['binding_error: flags.__proto__ is no flag of this command']],
    [
      'say hello a b --idempotency-key k --idempotency-key k',
      ['binding_error: flags.idempotency-key was given more than once'],
    ],
    ['--version extra', ['binding_error: args.0 is one argument too many']],
  ])('%s is refused', async (line, violations) => {
    expect(await run(line)).toEqual(violations)
  })

  it('asks for flags as they are written', async () => {
    const known = { authContext: { subject: 'u' } }
    const status = async (line: string) => (await cli.dispatch({ argv: line.split(' '), ...known })).status
    expect(await status('say --level=2 --fast=false')).toBe('ok')
    expect(await status('say --level 2 --fast=false')).toBe('ok')
    expect(await status('say --level=2 --fast')).toBe('rejected')
    expect(await status('say --level=2')).toBe('rejected')
    expect(await status('say --level=02 --fast=false')).toBe('rejected')
  })

  it('prefers the flag to the member that is the key', async () => {
    const argv = ['--version', '--idempotency-key', 'k1']
    expect((await cli.dispatch({ argv, idempotencyKey: 'k2' })).status).toBe('ok')
    expect((await cli.dispatch({ argv: ['--version'], idempotencyKey: 'k2' })).status).toBe('ok')
    expect((await cli.dispatch({ argv: ['--version'], idempotencyKey: 'k1' })).status).toBe('replayed')
  })

  it.each([[undefined], [null], ['say hello'], [[1]], [{ length: 1 }]])('%j is no line', async (argv) => {
    expect(tell(await cli.dispatch({ argv: argv as never }))).toEqual([
      'dispatch_transport_error: the request cannot be read: it is no list of words',
    ])
  })
})

describe('a line of tokens', () => {
  const known = { args: [], flags: { per: 'text', all: 'switch' } } as const
  const cases: readonly (readonly [tokens: string[], flags: object, positionals: string[]])[] = [
    [[], {}, []],
    [['--per', '5'], { per: '5' }, []],
    [['--per'], { per: true }, []],
    [['--per', '--all'], { per: true, all: true }, []],
    [['--per', '--'], { per: true }, []],
    [['--all', '5'], { all: true }, ['5']],
    [['--other', '5'], { other: true }, ['5']],
    [['--per=a=b'], { per: 'a=b' }, []],
    [['--per='], { per: '' }, []],
    [['--idempotency-key', 'k'], { 'idempotency-key': 'k' }, []],
    [['-', '-x', '--', '--per', '--'], {}, ['-', '-x', '--per', '--']],
    [['--all', '--all=no', '--all'], { all: [true, 'no', true] }, []],
  ]
  it.each(cases)('%j', (tokens, flags, positionals) => {
    const line = readLine(tokens, known)
    expect([Object.fromEntries(line.flags), line.positionals]).toEqual([flags, positionals])
  })
})
