import { describe, expect, it } from 'vitest'
import type { Deployment, ModuleDeployment } from '../../src/contract/deployment.js'
import type { Json } from '../../src/contract/json.js'
import type { Program } from '../../src/contract/program.js'
import type { ActivationContext } from '../../src/contract/provider.js'
import { ActivationError, createAppRuntime, type HostPorts, staticModules } from '../../src/runtime.js'
import { createMemoryStore } from '../../src/store/memory/memory-store.js'
import { deploymentOf, type Serving, serving } from './desk/deployment.js'
import { ann, changed, handClock, keepingLogger, startDesk, storeModule } from './desk/desk.js'
import { program } from './desk/program.js'

const { deployment } = program
if (deployment === null) throw new Error('the desk has modules')

function deployed(change: Partial<Deployment>): Program {
  return { ...program, deployment: { ...(deployment as Deployment), ...change } }
}

function bound(bindings: Serving): Program {
  return deployed(deploymentOf(bindings))
}

/** Thrown at creation. */
function refusalOf(changedProgram: Program, hostPorts: HostPorts = {}): unknown {
  try {
    startDesk({ program: changedProgram, hostPorts })
    return null
  } catch (thrown) {
    if (!(thrown instanceof ActivationError)) throw thrown
    const { code, problems, message } = thrown
    expect(message).toBe(problems.join('\n'))
    return { code, problems }
  }
}

describe('creation is refused', () => {
  it('without modules where some are needed', () => {
    expect(refusalOf({ ...program, deployment: null })).toEqual({
      code: 'activation_error',
      problems: ['the app needs collections.read, collections.write, ids.generate, mail.send and has no modules'],
    })
  })

  it('with ports that nobody serves, all of them told', () => {
    expect(refusalOf(bound({ 'collections.write': 'store' }))).toEqual({
      code: 'capability_unreachable_error',
      problems: [
        'no module serves the port collections.read',
        'no module serves the port ids.generate',
        'no module serves the port mail.send',
      ],
    })
  })

  it('with bindings that cannot be', () => {
    const modules = deployment.modules.map((module) =>
      module.id === 'mail' ? { ...module, kind: 'native' as const } : module,
    )
    const { bindingPlan } = deploymentOf({ ...serving, 'ids.generate': 'none', 'collections.write': 'none' })
    expect(refusalOf(deployed({ modules, bindingPlan }))).toEqual({
      code: 'capability_unreachable_error',
      problems: [
        'the port collections.write is bound to none, and there is no such module',
        'the port ids.generate is bound to none, and there is no such module',
        'the port mail.send is bound to mail, which is no provider',
        'one module must serve all of collections.*, history.* and session.*, not store and none',
      ],
    })
  })

  it('with a bundle for another host API', () => {
    const bindingPlan = { ...deployment.bindingPlan, hostApiVersion: '2.0.0' }
    expect(refusalOf(deployed({ bindingPlan }))).toEqual({
      code: 'artifact_alignment_error',
      problems: ['the binding plan was made for host API 2.0.0, and this is 1.0.0'],
    })
  })

  it('with host ports that lack a function', () => {
    const hostPorts = { clock: {}, identity: { newTraceId: () => 'x' }, signalSink: null, replayStore: null }
    expect(refusalOf(program, hostPorts as unknown as HostPorts)).toEqual({
      code: 'host_port_missing',
      problems: [
        'the host port clock.nowIso is missing',
        'the host port identity.newInvocationId is missing',
        'the host port signalSink.emit is missing',
      ],
    })
  })
})

it('needs no modules for an app that needs none', async () => {
  const bare = { ...program, requirements: [], deployment: null }
  const runtime = createAppRuntime({ bundle: { program: bare, hash: '', modules: staticModules({}), diagnostics: [] } })
  await runtime.ready
  expect(await runtime.invoke({ entrypointKind: 'query', entrypointId: 'x' })).toMatchObject({ status: 'rejected' })
})

/** A desk of modules that write down what happens to them. */
function startTraced(
  change: (id: string) => Partial<Record<'load' | 'activate' | 'deactivate', () => unknown>> = () => ({}),
) {
  const events: string[] = []
  const note = (event: string, act: (() => unknown) | undefined) => {
    events.push(event)
    return act?.()
  }
  const instances: Readonly<Record<string, () => object>> = {
    store: () => {
      const inner = createMemoryStore()
      const open: typeof inner.open = (schema) => {
        note(`open store for ${schema.appId}: ${schema.tables.map(({ id }) => id)}`, undefined)
        return inner.open(schema)
      }
      return { store: changed(inner, { open, close: () => void note('close store', undefined) }) }
    },
    ids: () => ({ 'ids.generate': () => ({ ids: ['1'] }) }),
    mail: () => ({ 'mail.send': () => ({ message_id: '1' }) }),
  }
  const logger = keepingLogger()
  const runtime = createAppRuntime({
    bundle: {
      program,
      hash: '',
      diagnostics: [],
      modules: {
        load: async (id) => {
          await note(`load ${id}`, change(id).load)
          return {
            kind: 'provider',
            activate: async () => {
              await note(`activate ${id}`, change(id).activate)
              return { ...instances[id]?.(), deactivate: async () => note(`deactivate ${id}`, change(id).deactivate) }
            },
          }
        },
      },
    },
    hostPorts: { logger, clock: handClock() },
  })
  return { runtime, events, log: logger.entries }
}

const started = [
  'load store',
  'load ids',
  'load mail',
  'activate store',
  'open store for mini-desk: agents,comments,tickets',
  'activate ids',
  'activate mail',
]
const query = { entrypointKind: 'query', entrypointId: 'list_board', authContext: ann } as const

describe('modules', () => {
  it('are loaded and activated in the order of the manifest, and deactivated in reverse', async () => {
    const { runtime, events } = startTraced()
    await runtime.ready
    expect(events).toEqual(started)
    await runtime.close()
    expect(events.slice(started.length)).toEqual([
      'deactivate mail',
      'deactivate ids',
      'close store',
      'deactivate store',
    ])
  })

  it('are waited for by every call', async () => {
    const { runtime, events } = startTraced()
    const answers = [runtime.invoke(query), runtime.invoke(query)]
    expect(events).toEqual(['load store'])
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(['ok', 'ok'])
    expect(events).toEqual(started)
  })

  it('of the host come before those of the bundle', async () => {
    const asked: string[] = []
    const desk = startDesk({
      hostPorts: {
        moduleLoader: {
          load: (id) => {
            asked.push(id)
            return id === 'mail'
              ? { kind: 'provider', activate: () => ({ 'mail.send': () => ({ message_id: 'host' }) }) }
              : undefined
          },
        },
      },
    })
    await desk.mutate('open_ticket', { id: 't1', title: 'a' })
    expect(await desk.mutate('add_comment', { ticket_id: 't1', text: 'b' })).toMatchObject({ status: 'ok' })
    expect(asked).toEqual(['store', 'ids', 'mail'])
    expect(desk.sent).toEqual([])
  })

  it('get what they are activated with', async () => {
    const seen: ActivationContext[] = []
    const store = storeModule(createMemoryStore())
    const clock = handClock()
    const mail = {
      activate: (context: ActivationContext) => {
        seen.push(context)
        return { 'mail.send': () => ({ message_id: 'x' }) }
      },
    }
    const { runtime } = startDesk({ modules: { store, mail }, hostPorts: { clock } })
    await runtime.ready
    expect(seen).toMatchObject([
      {
        id: 'mail',
        config: null,
        clock,
        hostApiVersion: '1.0.0',
        activatedAt: clock.nowIso(),
        signal: { aborted: false },
      },
    ])
    const [context] = seen
    await runtime.close()
    expect(context?.signal.aborted).toBe(true)
  })
})

describe('a config', () => {
  const withConfig = (config: Json) => {
    const modules: ModuleDeployment[] = deployment.modules.map((module) =>
      module.id === 'mail' || module.id === 'ids' ? { ...module, config } : module,
    )
    const seen: unknown[] = []
    const mail = {
      kind: 'provider',
      activate: ({ config: resolved }: ActivationContext) => {
        seen.push(resolved)
        return { 'mail.send': () => ({ message_id: 'x' }) }
      },
    }
    const environment = { get: (name: string) => ({ HOST: 'desk.example', EMPTY: '' })[name] }
    return { ...startDesk({ program: deployed({ modules }), modules: { mail }, hostPorts: { environment } }), seen }
  }

  it.each<readonly [Json, Json]>([
    [null, null],
    ['${env:HOST}', 'desk.example'],
    ['https://${env:HOST}:${env:PORT:-443}/', 'https://desk.example:443/'],
    ['${env:EMPTY}', ''],
    ['${env:EMPTY:-full}', 'full'],
    ['${env:NONE:-}', ''],
    ['${env:NONE:-a:-b}', 'a:-b'],
    ['$HOST ${HOST} {env:HOST} ${env:2}', '$HOST ${HOST} {env:HOST} ${env:2}'],
    [
      { a: ['${env:HOST}', 1, true, null], b: { c: '${env:HOST}' } },
      { a: ['desk.example', 1, true, null], b: { c: 'desk.example' } },
    ],
    [JSON.parse('{"__proto__":"${env:HOST}"}'), JSON.parse('{"__proto__":"desk.example"}')],
  ])('%j becomes %j', async (config, resolved) => {
    const { runtime, seen } = withConfig(config)
    await runtime.ready
    expect(seen).toEqual([resolved])
  })

  it('that names what the environment lacks is refused with every name, before anything is activated', async () => {
    const { runtime, seen } = withConfig({ a: '${env:NONE}', b: ['${env:NONE} ${env:OTHER}', '${env:HOST}'] })
    await expect(runtime.ready).rejects.toMatchObject({
      code: 'activation_error',
      problems: [
        'the environment has no NONE, which the module ids needs',
        'the environment has no OTHER, which the module ids needs',
        'the environment has no NONE, which the module mail needs',
        'the environment has no OTHER, which the module mail needs',
      ],
    })
    expect(seen).toEqual([])
  })

  it('reads the variables of the process by default', async () => {
    process.env.TENON_TEST_HOST = 'here'
    const seen: unknown[] = []
    const mail = {
      kind: 'provider',
      activate: ({ config }: ActivationContext) => {
        seen.push(config)
        return { 'mail.send': () => ({}) }
      },
    }
    const modules = deployment.modules.map((module) =>
      module.id === 'mail' ? { ...module, config: '${env:TENON_TEST_HOST}' } : module,
    )
    await startDesk({ program: deployed({ modules }), modules: { mail } }).runtime.ready
    delete process.env.TENON_TEST_HOST
    expect(seen).toEqual(['here'])
  })
})

describe('an activation that fails', () => {
  const fail = () => Promise.reject(new Error('the password is wrong'))

  it.each([
    [
      'to load',
      'load',
      ['load store', 'load ids', 'load mail'],
      'the module mail could not be loaded: the password is wrong',
    ],
    [
      'to activate',
      'activate',
      [...started, 'deactivate ids', 'close store', 'deactivate store'],
      'the module mail could not be activated: the password is wrong',
    ],
  ] as const)('%s ends what had begun, and every call tells of it', async (_, step, happened, problem) => {
    const { runtime, events, log } = startTraced((id) => (id === 'mail' ? { [step]: fail } : {}))
    const early = runtime.invoke(query)
    await expect(runtime.ready).rejects.toMatchObject({
      name: 'ActivationError',
      code: 'activation_error',
      problems: [problem],
      cause: { message: 'the password is wrong' },
    })
    expect(events).toEqual(happened)
    for (const answer of [await early, await runtime.invoke(query)]) {
      expect(answer).toMatchObject({ status: 'error', error: { code: 'activation_error', retryable: false } })
      expect(JSON.stringify(answer)).not.toContain('password')
    }
    expect(log).toMatchObject([{ level: 'error', message: 'the app could not be started' }])
    await runtime.close()
    expect(events).toEqual(happened)
  })

  it('goes on deactivating where one deactivation fails', async () => {
    const { runtime, events, log } = startTraced((id) => (id === 'mail' ? { activate: fail } : { deactivate: fail }))
    await expect(runtime.ready).rejects.toThrow('could not be activated')
    expect(events.slice(started.length)).toEqual(['deactivate ids', 'close store', 'deactivate store'])
    expect(log.map(({ message }) => message)).toEqual([
      'the module ids could not be deactivated',
      'the module store could not be deactivated',
      'the app could not be started',
    ])
  })

  it.each<readonly [string, Readonly<Record<string, unknown>>, string]>([
    ['there is no module', { mail: undefined }, 'there is no module mail'],
    [
      'it is no object',
      { mail: 'mail' },
      'the module mail has no default export that is a provider: an object with a function activate',
    ],
    [
      'it is a namespace',
      { mail: { default: { activate: () => ({}) } } },
      'the module mail has no default export that is a provider: an object with a function activate',
    ],
    [
      'it gives no object',
      { mail: { activate: () => undefined } },
      'the module mail gave no object when it was activated',
    ],
    [
      'it has not the port',
      { mail: { activate: () => ({}) } },
      'the module mail has no function for the port mail.send',
    ],
    [
      'the store is missing',
      { store: { activate: () => ({}) } },
      "the module store is to keep the app's data and has no store",
    ],
    [
      'the store cannot be opened',
      {
        store: storeModule(
          changed(createMemoryStore(), { open: async () => Promise.reject(new Error('no such disk')) }),
        ),
      },
      'the module store could not be activated: no such disk',
    ],
  ])('because %s says so', async (_, modules, problem) => {
    const { runtime } = startDesk({ modules: modules as Readonly<Record<string, object>> })
    await expect(runtime.ready).rejects.toMatchObject({ code: 'activation_error', problems: [problem] })
  })

  it('is no unhandled rejection where nobody awaits ready', async () => {
    const unhandled: unknown[] = []
    const listen = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', listen)
    const { runtime } = startDesk({ modules: { mail: { activate: fail } } })
    expect(await runtime.invoke(query)).toMatchObject({ error: { code: 'activation_error' } })
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('unhandledRejection', listen)
    expect(unhandled).toEqual([])
  })
})
