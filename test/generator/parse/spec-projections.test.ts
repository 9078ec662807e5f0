import { describe, expect, it } from 'vitest'
import { head, tellSpec } from './tell.js'

describe('a projection', () => {
  it.each([
    [
      'of one collection',
      'domain: { projections: { p: { strategy: from_collection, collection: c, sort: { default_by: a }, pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 9 } } } }',
      [],
    ],
    [
      'of joined collections',
      'domain: { projections: { p: { strategy: join, primary: { collection: c, as: t }, join: [{ as: u, collection: d, on: { "==": [{ var: u.id }, { var: t.u }] } }], fields: [t.a, " u.b  as  c "], sort: [{ field: a }, { field: c, direction: desc }], pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 9 } } } }',
      [],
    ],
    [
      'has a strategy',
      'domain: { projections: { p: {}, q: { strategy: jion }, r: { stategy: join }, s: { strategy: 5 }, t: x } }',
      [
        'authoring_spec_invalid domain.projections.p "{}": a projection needs the key "strategy"',
        'authoring_spec_invalid domain.projections.q.strategy "jion": "strategy" must be "from_collection", "join", "aggregate" or "timeline", not the text "jion" (did you mean "join"?)',
        'spec_unknown_key_error domain.projections.r.stategy "stategy": a projection has no key "stategy" (did you mean "strategy"?)',
        'authoring_spec_invalid domain.projections.s.strategy "5": "strategy" must be "from_collection", "join", "aggregate" or "timeline", not the number 5',
        'authoring_spec_invalid domain.projections.t "x": "t" must be a mapping, not the text "x"',
      ],
    ],
    [
      'has the keys of its strategy',
      'domain: { projections: { p: { strategy: from_collection, collection: c, primary: {}, group_by: [], sort: { default_by: a }, pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 9 } } } }',
      [
        'spec_unknown_key_error domain.projections.p.primary "primary": a projection of one collection has no key "primary" (a joined projection and an aggregate have it)',
        'spec_unknown_key_error domain.projections.p.group_by "group_by": a projection of one collection has no key "group_by" (an aggregate and a timeline have it)',
      ],
    ],
    [
      'has all keys of its strategy',
      'domain: { projections: { p: { strategy: join } } }',
      [
        'authoring_spec_invalid domain.projections.p "{ strategy: join }": a joined projection needs the key "primary"',
        'authoring_spec_invalid domain.projections.p "{ strategy: join }": a joined projection needs the key "join"',
        'authoring_spec_invalid domain.projections.p "{ strategy: join }": a joined projection needs the key "fields"',
        'authoring_spec_invalid domain.projections.p "{ strategy: join }": a joined projection needs the key "sort"',
        'authoring_spec_invalid domain.projections.p "{ strategy: join }": a joined projection needs the key "pagination"',
      ],
    ],
    [
      'has sorting and paging',
      'domain: { projections: { p: { strategy: from_collection, collection: c } } }',
      [
        'authoring_spec_invalid domain.projections.p "{ strategy: from_collection, c…": a projection of one collection needs the key "sort"',
        'authoring_spec_invalid domain.projections.p "{ strategy: from_collection, c…": a projection of one collection needs the key "pagination"',
      ],
    ],
    [
      'is paged by page',
      'domain: { projections: { p: { strategy: from_collection, collection: c, sort: { default_by: a }, pagination: { mode: cursor, page_arg: a.b, page_size_arg: 5, default_page: 0, default_page_size: 2.5, max_page_size: "9" } } } }',
      [
        'authoring_spec_invalid domain.projections.p.pagination.mode "cursor": "mode" must be "page", not the text "cursor"',
        'spec_contract_conflict_error domain.projections.p.pagination.page_arg "a.b": "page_arg" must be a name of letters, digits and underscores that begins with no digit, not the text "a.b"',
        'authoring_spec_invalid domain.projections.p.pagination.page_size_arg "5": "page_size_arg" must be a name of letters, digits and underscores that begins with no digit, not the number 5 (write it in quotes)',
        'authoring_spec_invalid domain.projections.p.pagination.default_page "0": "default_page" must be a whole number of at least 1, not the number 0',
        'authoring_spec_invalid domain.projections.p.pagination.default_page_size "2.5": "default_page_size" must be a whole number of at least 1, not the number 2.5',
        'authoring_spec_invalid domain.projections.p.pagination.max_page_size "\\"9\\"": "max_page_size" must be a whole number of at least 1, not the text "9" (leave out the quotes)',
      ],
    ],
    [
      'is sorted one way or the other',
      'domain: { projections: { p: { strategy: from_collection, collection: c, sort: a, pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 9 } } } }',
      ['authoring_spec_invalid domain.projections.p.sort "a": "sort" must be a mapping or a list, not the text "a"'],
    ],
    [
      'is sorted by something',
      'domain: { projections: { p: { strategy: from_collection, collection: c, sort: [], pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 9 } } } }',
      ['authoring_spec_invalid domain.projections.p.sort "[]": "sort" must have at least one entry'],
    ],
    [
      'is sorted up or down',
      'domain: { projections: { p: { strategy: from_collection, collection: c, sort: { allowed: [], default_order: up }, pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 9 } } } }',
      [
        'authoring_spec_invalid domain.projections.p.sort "{ allowed: [], default_order: …": a sort needs the key "default_by"',
        'authoring_spec_invalid domain.projections.p.sort.allowed "[]": "allowed" must have at least one entry',
        'authoring_spec_invalid domain.projections.p.sort.default_order "up": "default_order" must be "asc" or "desc", not the text "up"',
      ],
    ],
    [
      'is sorted by rules',
      'domain: { projections: { p: { strategy: from_collection, collection: c, sort: [{ direction: des }, a], pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 9 } } } }',
      [
        'authoring_spec_invalid domain.projections.p.sort.0 "{ direction: des }": a sort rule needs the key "field"',
        'authoring_spec_invalid domain.projections.p.sort.0.direction "des": "direction" must be "asc" or "desc", not the text "des" (did you mean "desc"?)',
        'authoring_spec_invalid domain.projections.p.sort.1 "a": an entry of "sort" must be a mapping, not the text "a"',
      ],
    ],
    [
      'has fields that are paths with names',
      'domain: { projections: { p: { strategy: from_collection, collection: c, fields: [a, a.b, a as b, "a as", a b c, a as b.c, a as 1, "", 5, a..b], sort: { default_by: "a as b" }, pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 9 } } } }',
      [
        'projection_plan_invalid_error domain.projections.p.fields.3 "\\"a as\\"": an entry of "fields" must be a path, or a path with a name, such as t.title as heading, not the text "a as"',
        'projection_plan_invalid_error domain.projections.p.fields.4 "a b c": an entry of "fields" must be a path, or a path with a name, such as t.title as heading, not the text "a b c"',
        'projection_plan_invalid_error domain.projections.p.fields.5 "a as b.c": an entry of "fields" must be a path, or a path with a name, such as t.title as heading, not the text "a as b.c"',
        'projection_plan_invalid_error domain.projections.p.fields.6 "a as 1": an entry of "fields" must be a path, or a path with a name, such as t.title as heading, not the text "a as 1"',
        'projection_plan_invalid_error domain.projections.p.fields.7 "\\"\\"": an entry of "fields" must be a path, or a path with a name, such as t.title as heading, not the text ""',
        'authoring_spec_invalid domain.projections.p.fields.8 "5": an entry of "fields" must be a path, or a path with a name, such as t.title as heading, not the number 5 (write it in quotes)',
        'projection_plan_invalid_error domain.projections.p.fields.9 "a..b": an entry of "fields" must be a path, or a path with a name, such as t.title as heading, not the text "a..b"',
        'projection_plan_invalid_error domain.projections.p.sort.default_by "\\"a as b\\"": "default_by" must be names joined with dots, such as t.title, not the text "a as b"',
      ],
    ],
    [
      'has fields',
      'domain: { projections: { p: { strategy: from_collection, collection: c, fields: [], sort: { default_by: a }, pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 9 } } } }',
      ['authoring_spec_invalid domain.projections.p.fields "[]": "fields" must have at least one entry'],
    ],
    [
      'is searched',
      'domain: { projections: { p: { strategy: from_collection, collection: c, search: { fields: [] }, sort: { default_by: a }, pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 9 } } } }',
      [
        'authoring_spec_invalid domain.projections.p.search "{ fields: [] }": a search needs the key "arg"',
        'authoring_spec_invalid domain.projections.p.search.fields "[]": "fields" must have at least one entry',
      ],
    ],
    [
      'has whole edges',
      'domain: { projections: { p: { strategy: join, primary: { as: t }, join: [{ as: a-b, type: outer, fields: x }], fields: [a], sort: { default_by: a }, pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 9 } } } }',
      [
        'authoring_spec_invalid domain.projections.p.primary "{ as: t }": the primary collection needs the key "collection"',
        'authoring_spec_invalid domain.projections.p.join.0 "{ as: a-b, type: outer, fields…": a join edge needs the key "collection"',
        'authoring_spec_invalid domain.projections.p.join.0 "{ as: a-b, type: outer, fields…": a join edge needs the key "on"',
        'spec_contract_conflict_error domain.projections.p.join.0.as "a-b": "as" must be a name of letters, digits and underscores that begins with no digit, not the text "a-b"',
        'authoring_spec_invalid domain.projections.p.join.0.type "outer": "type" must be "left" or "inner", not the text "outer"',
        'authoring_spec_invalid domain.projections.p.join.0.fields "x": "fields" must be a list of fields, not the text "x"',
      ],
    ],
    [
      'groups by fields and counts',
      'domain: { projections: { p: { strategy: aggregate, primary: { collection: c, as: t }, group_by: ["t a", 5], metrics: [{ op: sum, id: 1 }, { id: a-b, op: count, field: t..a }, x], sort: { default_by: a }, pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 9 } } } }',
      [
        'projection_plan_invalid_error domain.projections.p.group_by.0 "\\"t a\\"": an entry of "group_by" must be names joined with dots, such as t.title, not the text "t a"',
        'authoring_spec_invalid domain.projections.p.group_by.1 "5": an entry of "group_by" must be names joined with dots, such as t.title, not the number 5 (write it in quotes)',
        'projection_plan_invalid_error domain.projections.p.metrics.0.op "sum": "op" must be "count", "min" or "max", not the text "sum"',
        'authoring_spec_invalid domain.projections.p.metrics.0.id "1": "id" must be a name of letters, digits and underscores that begins with no digit, not the number 1 (write it in quotes)',
        'spec_contract_conflict_error domain.projections.p.metrics.1.id "a-b": "id" must be a name of letters, digits and underscores that begins with no digit, not the text "a-b"',
        'projection_plan_invalid_error domain.projections.p.metrics.1.field "t..a": "field" must be names joined with dots, such as t.title, not the text "t..a"',
        'authoring_spec_invalid domain.projections.p.metrics.2 "x": an entry of "metrics" must be a mapping, not the text "x"',
      ],
    ],
    [
      'has groups and metrics',
      'domain: { projections: { p: { strategy: aggregate, primary: { collection: c, as: t }, fields: [t.a], sort: { default_by: a }, pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 9 } } } }',
      [
        'spec_unknown_key_error domain.projections.p.fields "fields": an aggregate has no key "fields" (a projection of one collection and a joined projection have it)',
        'authoring_spec_invalid domain.projections.p "{ strategy: aggregate, primary…": an aggregate needs the key "group_by"',
        'authoring_spec_invalid domain.projections.p "{ strategy: aggregate, primary…": an aggregate needs the key "metrics"',
      ],
    ],
    [
      'reads signals',
      'domain: { projections: { p: { strategy: timeline, signals: [], order_by: { direction: up, by: a }, start: [], when: { a: 5 }, remove_when: x, rebuild: { mode: always, from: "" }, persist: { retention: 1y }, pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 9 } } } }',
      [
        'authoring_spec_invalid domain.projections.p.signals "[]": "signals" must have at least one entry',
        'spec_unknown_key_error domain.projections.p.order_by.by "by": the order of records has no key "by" (there are "direction" and "field")',
        'authoring_spec_invalid domain.projections.p.order_by.direction "up": "direction" must be "asc" or "desc", not the text "up"',
        'authoring_spec_invalid domain.projections.p.start "[]": "start" must be a mapping of literals, not an empty list',
        'authoring_spec_invalid domain.projections.p.when.a "5": "a" must be a mapping of fields, not the number 5',
        'authoring_spec_invalid domain.projections.p.remove_when "x": "remove_when" must be a mapping of signals, not the text "x"',
        'authoring_spec_invalid domain.projections.p.rebuild.mode "always": "mode" must be "full", "from_timestamp" or "none", not the text "always"',
        'authoring_spec_invalid domain.projections.p.rebuild.from "\\"\\"": "from" must be text that is not empty, not the text ""',
        'authoring_spec_invalid domain.projections.p.persist.retention "1y": "retention" must be a whole number with a unit of ms, s, m, h, d or w, such as 90d, not the text "1y"',
      ],
    ],
    [
      'has members and handlers',
      'domain: { projections: { p: { strategy: timeline, group_by: payload.x, start: { a.b: 1 }, when: { a: { "b-c": 1 } }, primary: {}, pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 9 } } } }',
      [
        'spec_unknown_key_error domain.projections.p.primary "primary": a timeline has no key "primary" (a joined projection and an aggregate have it)',
        'authoring_spec_invalid domain.projections.p "{ strategy: timeline, group_by…": a timeline needs the key "signals"',
        'authoring_spec_invalid domain.projections.p.group_by "payload.x": "group_by" must be a list of payload members, not the text "payload.x"',
        'spec_contract_conflict_error domain.projections.p.start.a.b "a.b": the key "a.b" must be a name of letters, digits and underscores that begins with no digit',
        'spec_contract_conflict_error domain.projections.p.when.a.b-c "\\"b-c\\"": the key "b-c" must be a name of letters, digits and underscores that begins with no digit',
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(tellSpec(head + text)).toEqual(expected)
  })
})
