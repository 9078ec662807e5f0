import { describe, expect, it } from 'vitest'
import type { ActionRun } from '../../../src/contract/program.js'
import { virtualTimer } from '../../harness/virtual-timer.js'
import { act, type Body, broken, busy, goOn, put, signal, upsert } from '../desk/actions.js'
import { agents } from '../desk/collections.js'
import { letter } from '../desk/policies.js'
import { mailSend } from '../desk/ports-and-signals.js'

/** An inner action that writes, emits, sends a mail and may then write more. */
const inner = async (id: string, run: ActionRun): Promise<string> => {
  await run.write({ patch: upsert(id, 'inner') })
  run.emit(signal, () => ({ id }))
  await run.call(mailSend, letter, 'inner/do.1')
  return id
}

describe('an action that runs as a step', () => {
  it('leaves nothing where it fails, and what it wrote where it does not', async () => {
    const { answer, names, commits } = await act(
      async (run) => {
        await run.write({ patch: upsert('b', 'outer') })
        await goOn(run, () => run.inline(inner, 'b', 'inner'))
        await goOn(run, () => run.inline(inner, 'c', 'inner'))
        return (await run.read(agents, 'b')).record?.display
      },
      { mails: [broken] },
    )
    expect(answer.output).toBe('outer')
    expect(answer.emittedSignals.map(({ payload }) => payload)).toEqual([{ id: 'c' }])
    expect([names, commits]).toEqual([['Ann', 'outer', 'inner', null], [['b', 'c']]])
  })

  it('is run again from the start, over what was there before it', async () => {
    const { answer, names, sent, timer } = await act(
      (run) =>
        run.inline(
          async (_, again) => {
            const { record } = await again.read(agents, 'a')
            await again.write({ patch: upsert('a', `${record?.display}!`) })
            await again.call(mailSend, letter, 's')
            return record?.display
          },
          null,
          'inner',
          { attempts: 3, backoffMs: 100 },
        ),
      { mails: [broken, busy] },
    )
    expect([answer.output, names[0], sent(), timer.now]).toEqual(['Ann', 'Ann!', 3, 300])
  })

  it('has its time for all of its steps, and its own steps cannot go on behind the end of it', async () => {
    const later = () => new Promise(() => {})
    const { answer, names, sent } = await act(
      async (run) => {
        const slow = async (_: unknown, again: ActionRun) => {
          await goOn(again, () => again.call(mailSend, letter, 's', { timeoutMs: 30, attempts: 9 }))
          await again.write({ patch: upsert('b', 'late') })
        }
        await goOn(run, () => run.inline(slow, null, 'inner', { timeoutMs: 70 }))
        await run.write({ patch: upsert('c', 'outer') })
      },
      { mails: [later, later, later, later] },
    )
    expect([answer.status, names, sent()]).toEqual(['ok', ['Ann', null, 'outer', null], 3])
  })

  it('does not come to its end behind a step for which there was no time', async () => {
    const { answer } = await act(
      (run) =>
        run.inline(
          async (_, again) => {
            await goOn(again, () => again.call(mailSend, letter, 's', { attempts: 9, backoffMs: 1000 }))
            return 'late'
          },
          null,
          'inner',
          { timeoutMs: 70 },
        ),
      { mails: [busy, busy] },
    )
    expect(answer.error).toMatchObject({ code: 'action_step_timeout_error', message: 'inner took longer than 70 ms' })
  })

  it('whose time is up between two steps begins no other', async () => {
    const timer = virtualTimer()
    const soon = () => timer.sleep(10).then(() => ({ message_id: 'm' }))
    const { answer, sent } = await act(
      (run) =>
        run.inline(
          async (_, again) => {
            await again.call(mailSend, letter, 's')
            await timer.sleep(100)
            await again.call(mailSend, letter, 's').catch(() => {})
            await again.read(agents, 'a')
          },
          null,
          'inner',
          { timeoutMs: 50 },
        ),
      { mails: [soon, soon], timer },
    )
    expect([answer.error?.code, sent()]).toEqual(['action_step_timeout_error', 1])
  })

  it('says whose time it was', async () => {
    const { answer } = await act(
      (run) =>
        run.inline((_, outer) => outer.inline(inner, 'b', 'inner', { timeoutMs: 500 }), null, 'outer', {
          timeoutMs: 70,
        }),
      { mails: [() => new Promise(() => {})] },
    )
    expect(answer.error).toMatchObject({
      code: 'action_step_timeout_error',
      message: 'outer took longer than 70 ms',
    })
  })

  it('commits as a unit where its caller commits step by step', async () => {
    const pair = async (_: unknown, run: ActionRun) => {
      await run.write({ patch: upsert('c', 'one') })
      await run.write({ patch: upsert('d', 'two') })
      await run.call(mailSend, letter, 's')
    }
    const body: Body = async (run) => {
      await run.write({ patch: upsert('b', 'Ben') })
      await goOn(run, () => run.inline(pair, null, 'pair', { isUnit: true, timeoutMs: 50 }))
      await run.write({ patch: upsert('a', 'Anna') })
      await run.write({ patch: upsert('b', 'Bea') })
    }
    const fine = await act(body, { rollback: 'none' })
    expect([fine.names, fine.commits]).toEqual([
      ['Anna', 'Bea', 'one', 'two'],
      [['b'], ['c', 'd'], ['a'], ['b']],
    ])
    const failed = await act(body, { rollback: 'none', mails: [broken] })
    expect([failed.names, failed.commits]).toEqual([
      ['Anna', 'Bea', null, null],
      [['b'], ['a'], ['b']],
    ])
    const together = await act(body, { mails: [broken] })
    expect([together.names, together.commits]).toEqual([['Anna', 'Bea', null, null], [['b', 'a']]])
  })

  it('as such a unit is run again after a conflict, unless it has called out', async () => {
    let runs = 0
    const contended = (calls: boolean) => async (_: unknown, run: ActionRun) => {
      const { record } = await run.read(agents, 'a')
      if (calls) await run.call(mailSend, letter, 's')
      await run.write({ patch: upsert('a', `${record?.display} ${++runs}`) })
      run.emit(signal, () => ({ runs }))
    }
    const once =
      (calls: boolean): Body =>
      async (run, _attempt, store) =>
        run.inline(
          async (_, again) => {
            await contended(calls)(_, again)
            if (runs === 1) put(store, 'a', 'Anne')
          },
          null,
          'pair',
          { isUnit: true },
        )
    const again = await act(once(false), { rollback: 'none' })
    expect([again.answer.status, again.names[0], again.attempts]).toEqual(['ok', 'Anne 2', 1])
    expect(again.answer.emittedSignals.map(({ payload }) => payload)).toEqual([{ runs: 2 }])
    runs = 0
    const called = await act(once(true), { rollback: 'none' })
    expect([called.answer.error?.code, called.names[0]]).toEqual(['write_conflict_error', 'Anne'])
  })
})
