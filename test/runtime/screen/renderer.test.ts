import { describe, expect, it } from 'vitest'
import type { ScreenProgram, ScreenScope } from '../../../src/contract/screen.js'
import { checkRenderer, refreshSlots } from '../../../src/runtime.js'
import { callFailed } from '../../../src/semantics/call-failed.js'
import { renderNodes } from '../../../src/semantics/render-nodes.js'
import { bundleOf } from './start-sample.js'

const { program } = bundleOf('routes')
const desk = program.screens?.get('desk') as ScreenProgram
const print = program.screens?.get('print') as ScreenProgram

describe('checkRenderer', () => {
  const able = {
    types: ['layout.stack', 'field.input.text', 'collections.table', 'collections.list', 'text'],
    interactions: ['onRowAction', 'onSubmit'],
    kinds: ['mutation', 'route'],
  }

  it('finds nothing where the renderer can do it all', () => {
    expect(checkRenderer(program, able)).toEqual([])
  })

  it('finds every type, trigger and kind that it lacks, once each', () => {
    const found = checkRenderer(program, {
      types: ['layout.stack', 'text', 'collections.table'],
      interactions: ['onSubmit'],
      kinds: ['route'],
    })
    expect(found.every(({ code }) => code === 'render_adapter_capability_error')).toBe(true)
    expect(found.map(({ node, path, message }) => `${node} ${path}: ${message}`)).toEqual([
      'finder type: the renderer does not know nodes of type "field.input.text"',
      'grid interactions.note.trigger: the renderer cannot set off "onRowAction"',
      'grid interactions.note.dispatch: the renderer cannot call a mutation',
      'talk type: the renderer does not know nodes of type "collections.list"',
    ])
  })

  it('looks at one screen where one is given', () => {
    expect(checkRenderer(print, { types: ['text'], interactions: [], kinds: [] })).toEqual([])
    expect(checkRenderer(print, { types: [], interactions: [], kinds: [] })).toHaveLength(1)
  })

  it('has nothing to say of an app without screens', () => {
    expect(checkRenderer({}, { types: [], interactions: [], kinds: [] })).toEqual([])
  })
})

describe('refreshSlots', () => {
  const meta = (signals: readonly string[], affectedQueryIds: readonly string[]) => ({
    meta: {
      replayed: false,
      artifactHash: '',
      warnings: [],
      affectedQueryIds,
      refreshTriggers: signals.map((signalId) => ({ signalId, signalVersion: 1, payloadHash: '' })),
    },
  })

  it.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
    ['nothing', [], [], []],
    ['a signal that one slot lists', ['comment.added'], ['list_talk'], ['talk']],
    ['a signal that all list', ['ticket.opened'], ['list_board', 'list_talk'], ['queue', 'talk']],
    ['a query that another screen waits for', ['comment.added'], ['list_board', 'list_talk'], ['queue', 'talk']],
    ['queries that it does not show', ['other'], ['list_other'], []],
  ])('gives the slots for %s', (_, signals, affected, slots) => {
    expect(refreshSlots(desk, meta(signals, affected))).toEqual({ slots, diagnostics: [] })
  })

  it('tells where slots and answer disagree, and refreshes all the same', () => {
    expect(refreshSlots(desk, meta(['ticket.opened'], ['list_talk']))).toEqual({
      slots: ['queue', 'talk'],
      diagnostics: [
        {
          code: 'render_refresh_consistency_error',
          message: 'the slot "queue" waits for a signal that is said not to affect its query "list_board"',
          node: null,
          path: 'data.queue',
        },
      ],
    })
  })
})

describe('renderNodes', () => {
  const scope: ScreenScope = {
    data: {},
    data_meta: {},
    session: {},
    input: {},
    principal: { subject: null, claims: {}, tags: [], roles: [] },
    ctx: { id: 'i', now: '2026-01-01T00:00:00.000Z', traceId: 't' },
  }
  const node = (id: string, more: Partial<ScreenProgram['roots'][number]> = {}) => ({
    id,
    type: 'box',
    props: {},
    interactions: {},
    children: [],
    ...more,
  })
  const render = (...roots: ScreenProgram['roots'][number][]) => renderNodes({ id: 's', slots: [], roots }, scope)
  const fails = () => {
    throw callFailed('expression_type_error', { problem: 'boom' })
  }

  it('renders a node once, however many hold it', () => {
    let times = 0
    const inner = node('inner', { props: { count: { compute: () => ++times } } })
    const { tree } = render(node('a', { children: [inner, inner] }), node('b', { children: [inner] }), inner)
    expect(times).toBe(1)
    expect(tree.map(({ children }) => children.length)).toEqual([2, 1, 0])
  })

  it('leaves out what is hidden with all within it, and lists it once', () => {
    const inner = node('inner', { visible: () => false })
    const hidden = node('hidden', { visible: () => false, children: [inner] })
    const { tree, hidden: list } = render(hidden, node('a', { children: [inner, hidden] }))
    expect(tree.map(({ id, children }) => [id, children])).toEqual([['a', []]])
    expect(list).toEqual(['hidden', 'inner'])
  })

  it('gives null for what fails, and tells where', () => {
    const interaction = {
      trigger: 't',
      label: { compute: fails },
      pendingText: { compute: fails },
      kind: 'query',
      entrypoint: 'q',
      readsData: false,
      input: fails,
    } as const
    const { tree, hidden, diagnostics } = render(
      node('a', { props: { x: { compute: fails }, y: { value: 1 } }, interactions: { go: interaction } }),
      node('b', { visible: fails }),
    )
    expect(tree).toEqual([
      {
        id: 'a',
        type: 'box',
        props: { x: null, y: 1 },
        children: [],
        interactions: {
          go: {
            label: null,
            trigger: 't',
            optimistic: { pendingText: null },
            dispatch: { entrypointKind: 'query', entrypointId: 'q', input: null },
          },
        },
      },
    ])
    expect(hidden).toEqual(['b'])
    expect(diagnostics.map(({ node: id, path, message }) => `${id} ${path}: ${message}`)).toEqual([
      'a props.x: boom',
      'a interactions.go.label: boom',
      'a interactions.go.optimistic.pendingText: boom',
      'a interactions.go.input: boom',
      'b visible: boom',
    ])
  })

  it('lets a bug of ours through', () => {
    const broken = () => {
      throw new TypeError('bug')
    }
    expect(() => render(node('a', { props: { x: { compute: broken } } }))).toThrow('bug')
  })
})
