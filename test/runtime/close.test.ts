import { describe, expect, it } from 'vitest'
import { ann, mailbox, startDesk, withProbe } from './desk/desk.js'

const query = { entrypointKind: 'query', entrypointId: 'list_board', authContext: ann } as const

function gate() {
  let open: () => void = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

/** A mail module that tells when it was deactivated. */
function watchedMail() {
  const events: string[] = []
  const { module } = mailbox()
  const mail = {
    kind: 'provider',
    activate: async (context: never) => ({
      ...(await module.activate(context)),
      deactivate: async () => void events.push('deactivate mail'),
    }),
  }
  return { mail, events }
}

describe('close', () => {
  it('is one promise for all callers', async () => {
    const { mail, events } = watchedMail()
    const { runtime } = startDesk({ modules: { mail } })
    await runtime.ready
    const first = runtime.close()
    expect(runtime.close()).toBe(first)
    await first
    expect(runtime.close()).toBe(first)
    expect(events).toEqual(['deactivate mail'])
  })

  it('lets running calls end, and lets no other in', async () => {
    const { opened, open } = gate()
    const { mail, events } = watchedMail()
    const { runtime, mutate } = startDesk({
      modules: { mail },
      program: withProbe(async () => {
        await opened
        events.push('end of the call')
        return { done: true }
      }),
    })
    await runtime.ready
    const running = mutate('probe', {})
    const closed = runtime.close()
    expect(await runtime.invoke(query)).toMatchObject({
      status: 'error',
      error: { code: 'runtime_closed_error', message: 'the app runtime is closed', retryable: false },
    })
    expect(events).toEqual([])
    open()
    expect(await running).toMatchObject({ status: 'ok', output: { done: true } })
    await closed
    expect(events).toEqual(['end of the call', 'deactivate mail'])
  })

  it('waits for an activation that is under way, and for the calls that wait for it', async () => {
    const { mail, events } = watchedMail()
    const { runtime } = startDesk({ modules: { mail } })
    const early = runtime.invoke(query)
    await runtime.close()
    expect(await early).toMatchObject({ status: 'ok' })
    expect(events).toEqual(['deactivate mail'])
  })

  it('aborts the signal of modules only when the calls have ended', async () => {
    const { opened, open } = gate()
    const aborted: boolean[] = []
    const mail = {
      kind: 'provider',
      activate: ({ signal }: { signal: AbortSignal }) => {
        signal.addEventListener('abort', () => aborted.push(true))
        return { 'mail.send': () => ({ message_id: '1' }) }
      },
    }
    const { runtime, mutate } = startDesk({ modules: { mail }, program: withProbe(() => opened) })
    await runtime.ready
    const running = mutate('probe', {})
    const closed = runtime.close()
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(aborted).toEqual([])
    open()
    await running
    await closed
    expect(aborted).toEqual([true])
  })

  it('is fulfilled where the activation had failed, and calls say that it is closed', async () => {
    const { runtime } = startDesk({ modules: { mail: { activate: () => Promise.reject(new Error('no')) } } })
    await expect(runtime.ready).rejects.toThrow('no')
    await runtime.close()
    expect(await runtime.invoke(query)).toMatchObject({ error: { code: 'runtime_closed_error' } })
  })

  it('is fulfilled where a module cannot be deactivated, and the log tells', async () => {
    const mail = {
      kind: 'provider',
      activate: () => ({ 'mail.send': () => ({}), deactivate: () => Promise.reject(new Error('stuck')) }),
    }
    const { runtime, log } = startDesk({ modules: { mail } })
    await runtime.ready
    await runtime.close()
    expect(log).toMatchObject([{ level: 'error', message: 'the module mail could not be deactivated' }])
  })
})

it('invoke and close need no receiver', async () => {
  const { invoke, close } = startDesk().runtime
  expect(await invoke(query)).toMatchObject({ status: 'ok' })
  await close()
})
