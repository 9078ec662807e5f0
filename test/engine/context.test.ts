import { createCallContext } from 'tenon/engine'
import { describe, expect, it } from 'vitest'
import { createCancellation } from '../../src/engine/context/cancellation.js'
import { ContextStack } from '../../src/engine/context/context-stack.js'
import { linkSignals } from '../../src/engine/context/link-signals.js'
import { createRootContext, toLinkedContext } from '../../src/engine/context/linked-context.js'
import { onAbort } from '../../src/engine/context/on-abort.js'

const who = Symbol('who')
const trace = Symbol('trace')

describe('a call context', () => {
  it('keeps its values, and gives a child its own beside them', () => {
    const values = new Map<symbol, unknown>([[who, 'ann']])
    const context = createCallContext({ values })
    values.set(who, 'changed')
    const child = context.with({ values: new Map([[trace, 't1']]) })
    expect([context.value(who), context.value(trace), child.value(who), child.value(trace)]).toEqual([
      'ann',
      undefined,
      'ann',
      't1',
    ])
  })

  it('is aborted by its own signal, and a child by that or by the one that was added', () => {
    const [outer, inner] = [new AbortController(), new AbortController()]
    const context = createCallContext({ signal: outer.signal })
    const child = context.with({ signal: inner.signal })
    const [signal, childSignal] = [context.signal, child.signal]
    inner.abort('inner')
    expect([signal.aborted, childSignal.aborted, childSignal.reason]).toEqual([false, true, 'inner'])
    const sibling = context.with({}).signal
    outer.abort('outer')
    expect([signal.reason, sibling.reason]).toEqual(['outer', 'outer'])
  })

  it('has signals that can be given to the functions of the host', async () => {
    const controller = new AbortController()
    const { signal } = createCallContext({ signal: controller.signal })
    expect(signal).toBeInstanceOf(AbortSignal)
  })

  it('knows the calls that led to it', () => {
    const root = createRootContext(createCancellation())
    const outer = root.enter('outer', createCancellation())
    expect(outer.with({}).enter('inner', createCancellation()).path).toBe('outer > inner')
  })

  it('follows a context of another make', () => {
    const controller = new AbortController()
    const foreign = { signal: controller.signal, path: 'theirs', value: () => 'value', with: () => foreign }
    const linked = toLinkedContext(foreign)
    controller.abort('gone')
    expect([linked.path, linked.value(who), linked.signal.reason]).toEqual(['theirs', 'value', 'gone'])
  })
})

describe('the stack of contexts', () => {
  function openStack() {
    const lifetime = createCancellation()
    const root = createRootContext(lifetime)
    return { lifetime, root, stack: new ContextStack(root) }
  }

  it('C01 falls back to the lifetime', () => {
    const { stack, lifetime } = openStack()
    const { signal } = stack.current
    lifetime.abort('over')
    expect([stack.isEmpty, signal.reason]).toEqual([true, 'over'])
  })

  it('C02 gives the innermost, and the one before when that has ended', () => {
    const { stack, root } = openStack()
    const outer = root.enter('outer', createCancellation())
    const inner = outer.enter('inner', createCancellation())
    const seen: string[] = []
    stack.within(outer, () => {
      stack.within(inner, () => seen.push(stack.current.path))
      seen.push(stack.current.path)
    })
    seen.push(stack.current.path)
    expect(seen).toEqual(['outer > inner', 'outer', ''])
  })

  it('C03 forgets a context whose code threw', () => {
    const { stack, root } = openStack()
    const thrown = new Error('broken')
    expect(() =>
      stack.within(root.enter('call', createCancellation()), () => {
        throw thrown
      }),
    ).toThrow(thrown)
    expect([stack.size, stack.current]).toEqual([0, root])
  })

  it('holds the context on the VM and its children, and no other', () => {
    const { stack, root } = openStack()
    const call = root.enter('call', createCancellation())
    const held = stack.within(call, () => [call, call.with({}), root, createCallContext()].map((c) => stack.holds(c)))
    expect([held, stack.holds(call)]).toEqual([[true, true, false, false], false])
  })
})

describe('a cancellation', () => {
  it('keeps its first reason, whether or not somebody asked for the signal', () => {
    const [early, late] = [createCancellation(), createCancellation()]
    const { signal } = early
    for (const cancellation of [early, late]) {
      cancellation.abort('first')
      cancellation.abort('second')
    }
    expect([signal.reason, late.signal.reason, late.signal.aborted]).toEqual(['first', 'first', true])
  })

  it('C04 follows the first of several signals, until it is unlinked', () => {
    const [left, right] = [new AbortController(), new AbortController()]
    const linked = linkSignals([left.signal, right.signal])
    const free = linkSignals([left.signal, right.signal])
    free.unlink()
    right.abort('right')
    left.abort('left')
    expect([linked.reason, free.aborted]).toEqual(['right', false])
    expect(linkSignals([left.signal]).reason).toBe('left')
  })

  it('tells each listener of one signal once, but not those that went', () => {
    const controller = new AbortController()
    const told: number[] = []
    const hooks = Array.from({ length: 50 }, (_, index) => onAbort(controller.signal, () => told.push(index)))
    for (const [index, unhook] of hooks.entries()) if (index % 10 > 0) unhook()
    controller.abort()
    expect(told).toEqual([0, 10, 20, 30, 40])
  })
})
