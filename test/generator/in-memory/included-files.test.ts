import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compileApp } from '../../../generator/compile-app.js'
import { CompositionError, defineApp } from '../../../generator/define.js'
import { createAppRuntime } from '../../../src/runtime.js'
import { readFolder } from '../../harness/sample.js'
import { root } from '../../harness/source-files.js'
import { compileTexts, textsOf } from '../emit/compile-texts.js'

const sample = readFolder(join(root, 'test/generator/samples/include'))
const yaml = sample.get('app.yaml') ?? ''
const modules = sample.get('modules.yaml') ?? ''
const files = Object.fromEntries([...sample].filter(([path]) => path === 'access.yaml' || path.startsWith('domain/')))

/** The sample in one file. */
const whole = `app: { id: split, name: Split over files, tz: UTC }
x-owner: [desk, security]
domain:
  collections:
    tickets: { fields: { title: text!, owner_id: id! } }
    agents: { fields: { display: text! } }
  signals:
    custom:
      ticket.opened: { payload: { id: id!, title: text! } }
  actions:
    tickets.open:
      effects: [write, emit]
      in: { title: text! }
      do:
        - { call: ids.generate, with: { prefix: tkt_ }, as: fresh }
        - call: collections.write
          with:
            patch:
              op: upsert
              collection: tickets
              id: { $expr: { var: fresh.ids.0 } }
              value: { title: { $expr: { trim: { var: input.title } } }, owner_id: { $expr: { var: principal.subject } } }
      emits:
        - { signal: ticket.opened, payload: { id: { $expr: { var: fresh.ids.0 } }, title: { $expr: { var: input.title } } } }
      return: { id: { $expr: { var: fresh.ids.0 } } }
  projections:
    tickets:
      strategy: from_collection
      collection: tickets
      sort: { default_by: title }
      pagination: &pages { mode: page, page_arg: page, page_size_arg: size, default_page_size: 20, max_page_size: 100 }
    agents:
      strategy: from_collection
      collection: agents
      sort: { default_by: display }
      pagination: *pages
queries:
  - { id: list_agents, in: { page: int, size: int }, returns: { projection: agents }, access: { roles: [agent] } }
  - id: list_tickets
    in: { page: int, size: int }
    where: { "==": [ { var: row.owner_id }, { var: principal.subject } ] }
    returns: { projection: tickets }
    access: { roles: [authenticated] }
mutations:
  - { id: open_ticket, in: { title: text! }, run: { actionId: tickets.open, input: {} }, access: { roles: [agent] } }
access:
  default_policy: deny
  roles:
    agent: { derive: { auth_claim_equals: [agent, true] } }
`

describe('an app whose spec is in several files', () => {
  it('is the app of the one file: splitting changes no hash', () => {
    const split = compileApp({ spec: defineApp({ yaml, modules, files }) })
    const one = compileApp({ spec: defineApp({ yaml: whole, modules }) })
    expect(split.hash).toBe(one.hash)
    expect(split.hash).not.toBe(compileApp({ spec: defineApp({ yaml: `${whole}x-more: 1\n`, modules }) }).hash)
  })

  it('gives the same code but for the places and the hashes of what was read', () => {
    const placeless = (text: string) =>
      text
        .replace(/[\w/]+\.yaml:\d+/g, '<place>')
        .replace(/"[\w/]+\.yaml": "sha256-.*/g, '')
        .replace(/sha256-[\w+/=]+/g, '<hash>')
        .replace(/\n\s*(?=\n)/g, '')
    const plain = (app: Parameters<typeof compileTexts>[0]) =>
      Object.fromEntries([...textsOf(compileTexts(app))].map(([path, text]) => [path, placeless(text)]))
    expect(plain({ yaml, modules, files })).toEqual(plain({ yaml: whole, modules }))
  })

  it('says in the code from which file it comes', () => {
    const program = textsOf(compileTexts({ yaml, modules, files })).get('program.ts') ?? ''
    expect(program).toContain('domain/tickets/list.yaml:9')
    expect(program).toContain('access.yaml:5')
  })

  it('runs', async () => {
    const bundle = compileApp({ spec: defineApp({ yaml, modules, files }) })
    const runtime = createAppRuntime({ bundle })
    const authContext = { subject: 'u1', claims: { agent: true } }
    await runtime.invoke({
      entrypointKind: 'mutation',
      entrypointId: 'open_ticket',
      input: { title: 'Refund' },
      authContext,
    })
    const { output } = await runtime.invoke<{ rows: { title: string }[] }>({
      entrypointKind: 'query',
      entrypointId: 'list_tickets',
      authContext,
    })
    expect(output?.rows.map(({ title }) => title)).toEqual(['Refund'])
    await runtime.close()
  })

  it('follows what is read, not what else is handed in', () => {
    const inputOf = (more: Readonly<Record<string, string>>, name = (path: string) => path) => {
      const given = Object.fromEntries(Object.entries({ ...files, ...more }).map(([path, text]) => [name(path), text]))
      return textsOf(compileTexts({ yaml, modules, files: given })).get('tenon.json')
    }
    const usual = inputOf({})
    expect(inputOf({ 'other.yaml': 'anything at all: [' })).toBe(usual)
    expect(inputOf({}, (path) => `./${path}`)).toBe(usual)
    expect(inputOf({ 'access.yaml': `\uFEFF${files['access.yaml']?.replaceAll('\n', '\r\n')}` })).toBe(usual)
    expect(inputOf({ 'access.yaml': `${files['access.yaml']}# a comment\n` })).not.toBe(usual)
  })
})

describe('what is wrong in an included file', () => {
  const failureOf = (run: () => unknown): CompositionError => {
    try {
      run()
    } catch (failure) {
      if (failure instanceof CompositionError) return failure
      throw failure
    }
    throw new Error('nothing was thrown')
  }

  it('is told with its own place, whatever phase finds it', () => {
    const withTickets = (text: string) => ({ ...files, 'domain/tickets.yaml': text })
    const tickets = files['domain/tickets.yaml'] ?? ''
    const shape = failureOf(() => defineApp({ yaml, files: withTickets(tickets.replace('effects:', 'effect:')) }))
    expect(shape.message).toMatch(/\ndomain\/tickets\.yaml:11:7: error spec_unknown_key_error: /)
    const wrong = withTickets(tickets.replace('signal: ticket.opened', 'signal: ticket.open'))
    const reference = failureOf(() => compileApp({ spec: defineApp({ yaml, modules, files: wrong }) }))
    expect(reference.message).toMatch(/\ndomain\/tickets\.yaml:23:21: error spec_reference_not_found_error: /)
    expect(reference.diagnostics.map(({ file, range }) => [file, range.start.line])).toEqual([
      ['domain/tickets.yaml', 23],
    ])
  })

  it('is that it is missing', () => {
    const { diagnostics } = failureOf(() => defineApp({ yaml }))
    expect(diagnostics.map(({ code, file, hint }) => [code, file, hint])).toEqual(
      [1, 2].map(() => [
        'spec_reference_not_found_error',
        'app.yaml',
        'files that are included are handed in with the text: defineApp({ yaml, files })',
      ]),
    )
  })
})
