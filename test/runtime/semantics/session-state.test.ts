import { describe, expect, it } from 'vitest'
import type { Issues } from '../../../src/contract/issues.js'
import type { JsonObject } from '../../../src/contract/json.js'
import type { SessionPatch } from '../../../src/contract/session.js'
import { IssueList } from '../../../src/semantics/issue-list.js'
import { changeSession, clearSession, openSession } from '../../../src/semantics/session-state.js'
import { bundleOf } from '../screen/start-sample.js'

const program = bundleOf('session').program.session
if (program === undefined) throw new Error('the sample has a session')
const session = program

const defaults = {
  composer: { internal: false, text: '' },
  density: 'airy',
  find: '',
  p: 1,
  pins: null,
  since: null,
}

function stateOf(stored: JsonObject) {
  return { stored, session: session.read(stored, new IssueList()) }
}

const set = (path: string, value: unknown): SessionPatch => ({ op: 'set', path, value })
const unset = (path: string): SessionPatch => ({ op: 'unset', path })

describe('what is stored', () => {
  it.each<readonly [string, JsonObject, object]>([
    ['nothing', {}, {}],
    ['some fields', { find: 'oak', p: 3 }, { find: 'oak', p: 3 }],
    ['null, which is no absence', { find: null, composer: null }, { find: null, composer: null }],
    ['some members of an object', { composer: { text: 'a' } }, { composer: { internal: false, text: 'a' } }],
    ['an empty object', { composer: {} }, {}],
    ['a list', { pins: ['a', 'b'] }, { pins: ['a', 'b'] }],
  ])('is laid over the defaults: %s', (_, stored, expected) => {
    expect(openSession(session, stored)).toEqual({
      state: { stored, session: { ...defaults, ...expected } },
      dropped: [],
    })
  })

  it.each<readonly [string, JsonObject, JsonObject, readonly string[]]>([
    ['a field that was removed', { find: 'oak', gone: 1 }, { find: 'oak' }, ['gone']],
    ['a field of another type', { find: 7, p: 2 }, { p: 2 }, ['find']],
    ['a member that was removed', { composer: { txt: 'a' }, p: 2 }, { p: 2 }, ['composer']],
    ['null where a value is required', { p: null }, {}, ['p']],
    ['a value that an enum has lost', { density: 'tight', find: 'a' }, { find: 'a' }, ['density']],
    ['several', { p: 'x', find: 1, a: 2 }, {}, ['a', 'find', 'p']],
  ])('loses what does not fit any more: %s', (_, stored, kept, dropped) => {
    expect(openSession(session, stored)).toEqual({ state: stateOf(kept), dropped })
  })
})

describe('a change', () => {
  it.each<readonly [string, JsonObject, readonly SessionPatch[], JsonObject]>([
    ['sets a field', {}, [set('find', 'oak')], { find: 'oak' }],
    ['sets null', {}, [set('find', null)], { find: null }],
    ['sets a member', {}, [set('composer.text', 'a')], { composer: { text: 'a' } }],
    [
      'sets a member beside others',
      { composer: { internal: true } },
      [set('composer.text', 'a')],
      { composer: { internal: true, text: 'a' } },
    ],
    ['sets a member of what was null', { composer: null }, [set('composer.text', 'a')], { composer: { text: 'a' } }],
    [
      'sets a whole object',
      { composer: { internal: true } },
      [set('composer', { text: 'a' })],
      { composer: { internal: false, text: 'a' } },
    ],
    ['normalises timestamps', {}, [set('since', '2026-01-31T10:00:00+01:00')], { since: '2026-01-31T09:00:00.000Z' }],
    ['unsets a field', { find: 'oak', p: 2 }, [unset('find')], { p: 2 }],
    ['unsets what was null', { find: null }, [unset('find')], {}],
    [
      'unsets a member',
      { composer: { internal: true, text: 'a' } },
      [unset('composer.text')],
      { composer: { internal: true } },
    ],
    ['unsets the last member, and what held it', { composer: { text: 'a' } }, [unset('composer.text')], {}],
    ['unsets what is not there', {}, [unset('find'), unset('composer.text')], {}],
    ['unsets a member of null', { composer: null }, [unset('composer.text')], { composer: null }],
    ['goes patch by patch', { p: 4 }, [set('p', 2), unset('p'), set('find', 'a'), set('find', 'b')], { find: 'b' }],
    [
      'sets an object and unsets within it',
      {},
      [set('composer', { text: 'a', internal: true }), unset('composer.text')],
      { composer: { internal: true, text: '' } },
    ],
    ['keeps the list that was given', {}, [set('pins', ['a'])], { pins: ['a'] }],
  ])('%s', (_, stored, patches, expected) => {
    const before = JSON.stringify(stored)
    const change = changeSession(session, stateOf(stored), patches)
    expect(change).toMatchObject({ ok: true, state: { stored: expected } })
    if (change.ok) expect(change.state).toEqual(stateOf(change.state.stored))
    expect(JSON.stringify(stored)).toBe(before)
  })

  it.each<readonly [string, readonly SessionPatch[], string, string]>([
    ['of a path that is not there', [set('fnd', 'a')], 'fnd', 'is not in the session'],
    ['of a member that is not there', [set('composer.txt', 'a')], 'composer.txt', 'is not in the session'],
    ['within a text', [set('find.length', 1)], 'find.length', 'is not in the session'],
    ['within a list', [set('pins.0', 'a')], 'pins.0', 'is not in the session'],
    ['of what is not even a path', [unset('')], '', 'is not in the session'],
    ['of the prototype', [set('__proto__', {})], '__proto__', 'is not in the session'],
    ['to another type', [set('p', 'two')], 'p', 'must be a whole number'],
    ['to null where a value is required', [set('p', null)], 'p', 'must be a whole number'],
    [
      'to an object with a member too many',
      [set('composer', { text: 'a', x: 1 })],
      'composer.x',
      'is not a member of composer',
    ],
    ['to what is no JSON', [set('pins', [new Date(0)])], 'pins.0', 'must be text'],
  ])('%s is refused as a whole', (_, patches, path, problem) => {
    const change = changeSession(session, stateOf({ find: 'kept' }), [set('find', 'lost'), ...patches])
    expect(change).toEqual({ ok: false, issues: [{ path, problem }] })
  })
})

describe('a clear', () => {
  const stored = { find: 'oak', p: 3, composer: { internal: true, text: 'a' } }

  it.each<readonly [string, 'all' | readonly string[], JsonObject]>([
    ['of everything', 'all', {}],
    ['of a field', ['composer'], { find: 'oak', p: 3 }],
    ['of a member', ['composer.text', 'p'], { find: 'oak', composer: { internal: true } }],
    ['of a field and a member of it', ['composer', 'composer.text'], { find: 'oak', p: 3 }],
    ['of nothing', [], stored],
  ])('%s goes back to the defaults', (_, paths, expected) => {
    expect(clearSession(session, stateOf(stored), paths)).toEqual(stateOf(expected))
  })

  it('that leaves the session unfit is none', () => {
    const read = (raw: unknown, issues: Issues) => {
      if (!Object.hasOwn(raw as object, 'p')) issues.add('p', 'is required')
      return {}
    }
    const strict = { ...session, read }
    expect(clearSession(strict, { stored: { p: 1 }, session: {} }, ['p'])).toBeNull()
  })
})
