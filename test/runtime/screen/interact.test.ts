import { beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/contract/json.js'
import type { AuthContext, InteractRequest } from '../../../src/runtime.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { changed } from '../desk/desk.js'
import { type Started, startSample } from './start-sample.js'

const ann: AuthContext = { subject: 'ann' }

describe('an event of a screen', () => {
  let started: Started
  beforeEach(async () => {
    started = await startSample('routes')
    await started.runtime.invoke({
      entrypointKind: 'mutation',
      entrypointId: 'open_ticket',
      input: { id: 't1', title: 'Oak' },
      authContext: ann,
    })
  })

  const interact = (request: Partial<InteractRequest>) =>
    started.runtime.interact({ routeId: 'desk_home', nodeId: 'grid', authContext: ann, ...request })
  const sessionOf = async (key = 'user:ann') => (await started.store.sessions.read(key)).value
  const comment = async (id: string) => (await started.store.read('comments', id)).record

  describe('that sets off an interaction', () => {
    it('calls the entrypoint with the event and the session of the time', async () => {
      await interact({ nodeId: 'finder', value: 'oak' })
      const answer = await interact({ interactionId: 'note', row: { id: 't1' }, event: { id: 'c1', text: 'Tall' } })
      expect(answer).toMatchObject({ status: 'ok', output: { ok: true }, meta: { outcome: 'success' } })
      expect(answer.emittedSignals.map(({ signalId }) => signalId)).toEqual(['comment.added'])
      expect(await comment('c1')).toEqual({ id: 'c1', ticket_id: 't1', text: 'Tall' })
    })

    it('validates what comes of it like every call', async () => {
      const answer = await interact({ interactionId: 'note', row: { id: 7 } })
      expect(answer).toMatchObject({
        status: 'rejected',
        violations: [{ path: 'id' }, { path: 'ticket_id', message: 'ticket_id must be text' }],
      })
    })

    it('reads own members of the event only', async () => {
      const answer = await interact({ interactionId: 'note', row: { id: 't1' }, event: { id: 'c1', text: {} } })
      expect(answer).toMatchObject({ status: 'rejected', violations: [{ path: 'text', message: 'text must be text' }] })
    })

    it('sees the rows of the screen', async () => {
      const answer = await interact({ interactionId: 'next' })
      expect(answer).toMatchObject({ status: 'ok', output: { screen: 'desk' } })
      expect(await sessionOf()).toEqual({ p: 2 })
    })

    it('does not lay the inputs of the route over a session that has changed since', async () => {
      await interact({ nodeId: 'finder', value: 'ash' })
      await interact({ interactionId: 'next', input: { p: 5, find: 'oak' } })
      expect(await sessionOf()).toEqual({ find: 'ash' })
    })

    it('takes effect once for a key', async () => {
      const request = { interactionId: 'note', row: { id: 't1' }, event: { id: 'c1', text: 'a' }, idempotencyKey: 'k' }
      expect((await interact(request)).status).toBe('ok')
      expect((await interact(request)).status).toBe('replayed')
    })

    it('fails where the input cannot be made', async () => {
      started = await startSample('routes', {
        store: changed(createMemoryStore(), {
          sessions: {
            read: () => {
              throw new Error('disk')
            },
          },
        }),
      })
      expect(await interact({ interactionId: 'next' })).toMatchObject({
        status: 'error',
        error: { code: 'capability_invocation_error' },
      })
    })
  })

  describe('that changes an input', () => {
    it('writes the path of the session that the node is for', async () => {
      const answer = await interact({ nodeId: 'finder', value: 'oak' })
      expect(answer).toMatchObject({ status: 'ok', output: {}, observedEffects: ['session'] })
      expect(answer.meta).not.toHaveProperty('outcome')
      expect(await sessionOf()).toEqual({ find: 'oak' })
    })

    it('may write null', async () => {
      expect((await interact({ nodeId: 'finder', value: null })).status).toBe('ok')
      expect(await sessionOf()).toEqual({ find: null })
    })

    it('is refused where the value is of another type', async () => {
      const answer = await interact({ nodeId: 'finder', value: 7 })
      expect(answer).toMatchObject({
        status: 'rejected',
        violations: [{ code: 'validation_error', message: 'value must be text', path: 'value' }],
      })
      expect(await sessionOf()).toEqual({})
    })

    it('fails where the store does', async () => {
      const commit = () => Promise.reject(new Error('disk'))
      started = await startSample('routes', { store: changed(createMemoryStore(), { commit }) })
      expect(await interact({ nodeId: 'finder', value: 'oak' })).toMatchObject({
        status: 'error',
        error: { code: 'capability_invocation_error', message: 'the port session.write failed' },
        observedEffects: ['session'],
      })
    })
  })

  it.each<readonly [string, JsonObject, string, string]>([
    [
      'an unknown route',
      { routeId: 'home', interactionId: 'note' },
      'entrypoint_not_found_error',
      'there is no route "home"',
    ],
    ['an unknown node', { nodeId: 'x', interactionId: 'note' }, 'entrypoint_not_found_error', 'there is no node "x"'],
    [
      'a node of another screen',
      { routeId: 'desk_printed', interactionId: 'note' },
      'entrypoint_not_found_error',
      'there is no node "grid"',
    ],
    [
      'an unknown interaction',
      { interactionId: 'toString' },
      'entrypoint_not_found_error',
      'there is no interaction "grid.toString"',
    ],
    ['a node that writes nothing', { value: 1 }, 'validation_error', 'the node "grid" writes no path of the session'],
    ['nothing at all', {}, 'validation_error', 'an event has an interactionId or a value'],
    [
      'both',
      { interactionId: 'note', value: 1 },
      'validation_error',
      'an event has an interactionId or a value, not both',
    ],
    [
      'two screens',
      { screenId: 'desk', interactionId: 'note' },
      'validation_error',
      'the screen is named by routeId or by screenId, not by both',
    ],
    ['a bad interaction', { interactionId: '' }, 'validation_error', 'interactionId must be text that is not empty'],
    ['a bad node', { nodeId: 3, interactionId: 'note' }, 'validation_error', 'nodeId must be text that is not empty'],
    ['a bad input', { interactionId: 'note', input: { p: 'x' } }, 'validation_error', 'p must be a whole number'],
  ])('that names %s is refused', async (_, request, code, message) => {
    expect(await interact(request)).toMatchObject({ status: 'rejected', violations: [{ code, message }] })
  })

  it('that is no JSON is refused', async () => {
    const row: object = { self: null }
    Object.assign(row, { self: row })
    const answer = await interact({ interactionId: 'note', row, event: () => 1 })
    expect(answer.violations.map(({ message }) => message)).toEqual(['event must be JSON', 'row must be JSON'])
  })

  const throwing = {
    get nodeId() {
      throw new Error('no')
    },
  }
  it.each<readonly [string, unknown]>([
    ['null', null],
    ['nothing', undefined],
    ['text', 'text'],
    ['an object that throws', throwing],
  ])('that is %s is answered with an envelope', async (_, request) => {
    const answer = await started.runtime.interact(request as InteractRequest)
    expect(['rejected', 'error']).toContain(answer.status)
  })

  it('is only for those who may open the route', async () => {
    const answer = await interact({
      interactionId: 'note',
      row: { id: 't1' },
      event: { id: 'c1', text: 'a' },
      authContext: null,
    })
    expect(answer).toMatchObject({ status: 'rejected', violations: [{ code: 'access_denied_error' }] })
    expect(await comment('c1')).toBeNull()
  })

  it('may name the screen where one route renders it', async () => {
    const byScreen = { routeId: undefined, screenId: 'desk' }
    expect((await interact({ ...byScreen, nodeId: 'finder', value: 'oak' })).status).toBe('ok')
    expect(await interact({ ...byScreen, screenId: 'x', interactionId: 'note' })).toMatchObject({
      status: 'error',
      error: { code: 'render_screen_not_found_error', message: 'there is no screen "x"' },
    })
  })

  it('is answered when the app is closed', async () => {
    await started.runtime.close()
    expect((await interact({ interactionId: 'note' })).error).toMatchObject({ code: 'runtime_closed_error' })
  })
})

describe('an event of a caller who is not signed in', () => {
  const interact = async (request: Partial<InteractRequest>) => {
    const { runtime, store } = await startSample('shared-screen')
    for (const [id, name] of Object.entries({ g1: 'Oak', g2: 'Ash' }))
      await runtime.invoke({ entrypointKind: 'mutation', entrypointId: 'stock', input: { id, name, price: 1 } })
    const answer = await runtime.interact({ routeId: 'back', nodeId: 'list', interactionId: 'again', ...request })
    return { answer, stored: (await store.sessions.read('tab:t1')).value }
  }

  it.each<readonly [string, Partial<InteractRequest>, number]>([
    ['sees the inputs of the route where nothing keeps a session', { input: { find: 'oak' } }, 1],
    ['does not see them again where something does', { input: { find: 'oak' }, sessionId: 't1' }, 2],
  ])('%s', async (_, request, rows) => {
    const { answer, stored } = await interact(request)
    expect(answer).toMatchObject({ status: 'ok', output: { meta: { pagination: { total_rows: rows } } } })
    expect(stored).toEqual({})
  })

  it.each<readonly [string, string | undefined, JsonObject, readonly string[]]>([
    ['writes the session that the host names', 't1', { find: 'oak' }, ['session']],
    ['writes nothing that lasts without one', undefined, {}, []],
  ])('%s', async (_, sessionId, expected, effects) => {
    const { answer, stored } = await interact({
      nodeId: 'finder',
      interactionId: undefined,
      value: 'oak',
      ...(sessionId === undefined ? {} : { sessionId }),
    })
    expect(answer).toMatchObject({ status: 'ok', observedEffects: effects })
    expect(stored).toEqual(expected)
  })

  it.each([
    ['stock', 'several routes render the screen "stock": one of them must be named by routeId'],
    ['nowhere', 'no route renders the screen "nowhere"'],
  ])('must name the route of the screen %s', async (screenId, message) => {
    const { answer } = await interact({ routeId: undefined, screenId })
    expect(answer).toMatchObject({ status: 'rejected', violations: [{ code: 'validation_error', message }] })
  })
})
