import { describe, expect, it } from 'vitest'
import { checkedYaml, expectMarked, spec, typesOfRow } from './check-yaml.js'

const paged = 'pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 10, max_page_size: 20 }'

const signals = `
  opened:
    payload: { id: id!, by: text, at: timestamp!, size: int!, tags: { array: text } }
  closed:
    payload: { id: id!, by: text!, at: timestamp!, size: number, done: bool! }
  quiet:
    payload: { id: id! }
`

interface Parts {
  readonly history?: string
  readonly query?: string
}

/** An app with a timeline of these lines, and a query of it. */
function app(lines: readonly string[], { history = '{ enabled: true, retention: 30d }', query }: Parts = {}): string {
  const asked = query ?? '{ id: q, in: { at: timestamp }, returns: { projection: sums } }'
  const yaml = spec({
    signals,
    projections: ['sums:', '  strategy: timeline', `  ${paged}`, ...lines.map((line) => `  ${line}`)].join('\n'),
    queries: `- ${asked}`,
  })
  return yaml.replace('tz: UTC', `tz: UTC, history: ${history}`)
}

const base = ['signals: [opened, closed]', 'group_by: [payload.by]']
const counting = ['start: { n: 0, last: null }', 'when: { opened: { n: 1 } }']

function handling(handler: string, start = '{ n: 0, last: null }'): string {
  return app([...base, `start: ${start}`, 'when:', `  opened: ${handler}`])
}

describe('a timeline that accumulates', () => {
  it.each<readonly [what: string, lines: readonly string[]]>([
    ['no more than it needs', [...base, ...counting]],
    [
      'everything',
      [
        ...base,
        'order_by: { field: payload.at, direction: desc }',
        'where: { and: [ { exists: { var: payload.by } }, { "!=": [ { var: signal.event_key }, x ] } ] }',
        'start: { n: 0, last: null }',
        'when:',
        '  opened: { n: { $expr: { "+": [ { var: acc.n }, { var: payload.size } ] } } }',
        '  closed: { last: { $expr: { var: signal.emitted_at } } }',
        'remove_when: { closed: { and: [ { var: payload.done }, { ">": [ { var: acc.n }, 2 ] } ] } }',
        'rebuild: { mode: from_timestamp, from: 2026-01-01T00:00:00Z }',
        'persist: { retention: 7d }',
        'search: { arg: find, fields: [by, payload.by] }',
        'sort: { default_by: payload.by, allowed: [n, by] }',
      ],
    ],
    [
      'a start for the member that names the group',
      [...base, 'start: { n: 0, by: null }', 'when: { opened: { n: 1 } }'],
    ],
    [
      'a handler that looks at the group',
      [...base, 'start: { n: 0, was: null }', 'when: { closed: { was: { $expr: { var: acc.by } } } }'],
    ],
    ['nothing that changes', [...base, 'start: {}', 'when: {}']],
    ['no retention longer than history', [...base, ...counting, 'persist: { retention: 30d }']],
    ['an order by the time of emission', [...base, ...counting, 'order_by: { field: emitted_at }']],
    ['groups by several members', ['signals: [opened, closed]', 'group_by: [payload.by, payload.at]', ...counting]],
  ])('may have %s', (_, lines) => {
    expectMarked(app(lines))
  })

  it.each<readonly [what: string, lines: readonly string[]]>([
    [
      'a signal that is not there',
      [
        'signals: [opened, clsed]  # ! spec_reference_not_found_error: did you mean "closed"?',
        'group_by: [payload.by]',
        ...counting,
      ],
    ],
    [
      'a signal twice',
      [
        'signals: [opened, opened]  # ! projection_plan_invalid_error: the signal "opened" is listed twice',
        'group_by: [payload.by]',
        ...counting,
      ],
    ],
    [
      'a group by what no payload has',
      [
        'signals: [opened, closed]',
        'group_by: [payload.agent]  # ! projection_plan_invalid_error: there is no "agent" in it',
        ...counting,
      ],
    ],
    [
      'a group by what only some payloads have',
      [
        'signals: [opened, closed, quiet]',
        'group_by: [payload.by]  # ! timeline_group_key_missing_warning: records of the signal "quiet" belong to no group',
        ...counting,
      ],
    ],
    [
      'a group by the signal',
      [
        'signals: [opened, closed]',
        'group_by: [signal.event_key]  # ! projection_plan_invalid_error: must be a member of the payload',
        ...counting,
      ],
    ],
    [
      'two members of one name',
      [
        'signals: [opened]',
        'group_by: [payload.by, payload.by]  # ! projection_plan_invalid_error: two members of a row are called "by"',
        ...counting,
      ],
    ],
    [
      'an order by what no payload has',
      [
        ...base,
        'order_by: { field: payload.size_ }  # ! projection_plan_invalid_error: did you mean "size"?',
        ...counting,
      ],
    ],
    [
      'an order by another part of the record',
      [
        ...base,
        'order_by: { field: event_key }  # ! projection_plan_invalid_error: must be "emitted_at" or a member of the payload',
        ...counting,
      ],
    ],
    [
      'a handler of a signal that it does not read',
      [
        ...base,
        'start: { n: 0 }',
        'when: { quiet: { n: 1 } }  # ! projection_plan_invalid_error: the timeline does not list the signal "quiet"',
      ],
    ],
    [
      'an end by a signal that it does not read',
      [
        ...base,
        ...counting,
        'remove_when: { quiet: true }  # ! projection_plan_invalid_error: the timeline does not list the signal "quiet"',
      ],
    ],
    [
      'a group of another type',
      [
        ...base,
        'start: { n: 0, by: 7 }  # ! projection_plan_invalid_error: "by" names the group, so it must be text or null',
        'when: {}',
      ],
    ],
    [
      'a filter by what has been accumulated',
      [...base, 'where: { ">": [ { var: acc.n }, 1 ] }  # ! expression_reference_error', ...counting],
    ],
    [
      'an instant in another mode',
      [
        ...base,
        ...counting,
        'rebuild: { mode: none, from: 2026-01-01T00:00:00Z }  # ! projection_plan_invalid_error: "from" belongs to the mode "from_timestamp"',
      ],
    ],
    [
      'no instant where one is needed',
      [...base, ...counting, 'rebuild: { mode: from_timestamp }  # ! projection_plan_invalid_error: needs "from"'],
    ],
    [
      'an instant that is none',
      [
        ...base,
        ...counting,
        'rebuild: { mode: from_timestamp, from: 2026-13-01T00:00:00Z }  # ! projection_plan_invalid_error: must be like',
      ],
    ],
    [
      'a longer retention than history has',
      [...base, ...counting, 'persist: { retention: 31d }  # ! retention_exceeds_history_warning: kept for 31d'],
    ],
    [
      'a sort by what the row lacks',
      [...base, ...counting, 'sort: { default_by: size }  # ! projection_plan_invalid_error'],
    ],
    [
      'a search in a number',
      [
        ...base,
        ...counting,
        'search: { arg: find, fields: [n] }  # ! expression_type_mismatch_error: a search looks into text',
      ],
    ],
  ])('may not have %s', (_, lines) => {
    expectMarked(app(lines))
  })

  it.each<readonly [handler: string, mark: string]>([
    ['{ m: 1 }', 'projection_plan_invalid_error: "m" is not among the members of "start"'],
    ['{ by: ann }', 'projection_plan_invalid_error: "by" names the group, which no record changes'],
    ['{ n: { $expr: { var: payload.done } } }', 'expression_reference_error'],
    ['{ n: { $expr: { var: acc.m } } }', 'expression_reference_error: there is no "m" in it'],
    ['{ last: { $expr: { to_upper: { var: payload.size } } } }', 'expression_type_mismatch_error'],
    ['{ last: { $expr: { var: input.at } } }', 'expression_reference_error'],
  ])('may not have the handler %s', (handler, mark) => {
    expectMarked(handling(`${handler}  # ! ${mark}`))
  })

  it.each<readonly [what: string, first: string, more: readonly string[], problem: string]>([
    ['only groups', 'group_by: [payload.by]', [], 'this one has no "start" and no "when"'],
    ['groups and a start', 'group_by: [payload.by]', ['start: {}'], 'this one has no "when"'],
    [
      'no groups and a start',
      'group_by: []',
      ['start: { n: 0 }'],
      'has a row for each record, and this one has "start"',
    ],
    [
      'no groups and ends',
      'group_by: null',
      ['when: {}', 'remove_when: { opened: true }'],
      'this one has "when" and "remove_when"',
    ],
  ])('is half of something with %s', (_, first, more, problem) => {
    const yaml = app(['signals: [opened, closed]', first, ...more])
    const mark = `  # ! projection_plan_invalid_error: ${problem}`
    expectMarked(yaml.replace(/^( +sums:)$/m, `$1${mark}`))
  })

  it('has rows of the types that start and handlers have together', () => {
    const yaml = app([
      ...base,
      'start: { n: 0, last: null, word: none, list: [], seen: false, gone: null, none: [] }',
      'when:',
      '  opened: { n: { $expr: { "+": [ { var: acc.n }, 0.5 ] } }, last: { $expr: { var: payload.at } }, list: { $expr: { var: payload.tags } }, gone: [] }',
      '  closed: { word: { $expr: { var: payload.size } }, seen: { $expr: { var: payload.done } }, list: [], gone: [ a ] }',
    ])
    expect(typesOfRow(checkedYaml(yaml))).toMatchInlineSnapshot(`
      {
        "by": "text",
        "gone": "a list of "a" or null",
        "last": "a timestamp or null",
        "list": "a list of text or null",
        "n": "a number",
        "none": "a list",
        "seen": "true or false",
        "word": "any value or null",
      }
    `)
  })
})

describe('an event log', () => {
  it('may have no more than its signals', () => {
    expectMarked(app(['signals: [opened, closed]']))
    expectMarked(app(['signals: [opened]', 'group_by: []', 'start: null', 'when: null']))
  })

  it('shows what payloads have in common beside the record', () => {
    expect(typesOfRow(checkedYaml(app(['signals: [opened, closed]'])))).toMatchInlineSnapshot(`
      {
        "at": "a timestamp",
        "by": "text or null",
        "done": "true or false or null",
        "emitted_at": "a timestamp",
        "event_key": "text",
        "id": "an id",
        "payload": "an object",
        "signal_name": "text",
        "signal_version": "an int",
        "size": "a number or null",
        "tags": "a list of text or null",
        "trace_id": "text",
      }
    `)
  })
})

describe('an app without history', () => {
  it.each(['{ enabled: false }', '{}'])('has no timelines: %s', (history) => {
    const yaml = app(['signals: [opened]'], { history })
    expectMarked(
      yaml.replace(
        /^( +sums:)$/m,
        '$1  # ! projection_plan_invalid_error: a timeline reads history, and the app keeps none',
      ),
    )
  })
})

describe('a query as of an instant', () => {
  const lines = [...base, ...counting]

  it.each(['{ $expr: { var: input.at } }', '2026-01-01T00:00:00Z', 'null', '{ $expr: { var: ctx.now } }'])(
    'may ask for %s',
    (asOf) => {
      expectMarked(
        app(lines, { query: `{ id: q, in: { at: timestamp }, returns: { projection: sums, as_of: ${asOf} } }` }),
      )
    },
  )

  it.each([
    ['{ $expr: { var: input.ta } }', 'expression_reference_error: did you mean "at"?'],
    ['yesterday', 'spec_contract_conflict_error: must be like 2026-01-31T09:30:00Z'],
    ['{ $expr: { var: row.n } }', 'expression_reference_error'],
    ['7', 'spec_contract_conflict_error: must be a timestamp'],
  ])('may not ask for %s', (asOf, mark) => {
    const query = `{ id: q, in: { at: timestamp }, returns: { projection: sums, as_of: ${asOf} } }  # ! ${mark}`
    expectMarked(app(lines, { query }))
  })

  it('asks a timeline', () => {
    const plain = [
      'plain:',
      '  strategy: from_collection',
      '  collection: agents',
      '  sort: { default_by: id }',
      `  ${paged}`,
    ]
    const query = (more: string, mark: string) =>
      spec({ projections: plain.join('\n'), queries: `- { id: q, ${more} }  # ! ${mark}` })
    expectMarked(
      query(
        'in: {}, returns: { projection: plain, as_of: null }',
        'projection_plan_invalid_error: projection "plain" is no timeline',
      ),
    )
    expectMarked(
      query(
        'in: { as_of: timestamp }, returns: { projection: plain }',
        'spec_contract_conflict_error: an input "as_of" of type timestamp',
      ),
    )
    expectMarked(
      spec({
        projections: plain.join('\n'),
        queries: '- { id: q, in: { as_of: text }, returns: { projection: plain } }',
      }),
    )
  })
})
