import { describe, expect, it } from 'vitest'
import { actionOf, checkYaml, expectMarked, spec } from './check-yaml.js'

/** One expression as the step of an action in which a ticket has been read. */
function expressionOf(expression: string): string {
  return actionOf(`
    - { call: collections.read, with: { collection: tickets, id: t1 }, as: found }
    - { call: ids.generate, as: fresh }
    - { expr: { var: principal.claims.level }, as: claim }
    - expr: ${expression}
      as: value
  `).replace('[write, network, emit]', '[]')
}

describe('operators', () => {
  it.each([
    ['{ "+": [ { var: input.text }, 1 ] }', '"+" works on numbers, and this is text'],
    ['{ "-": [ [1], 1 ] }', '"-" works on numbers, and this is a list of 1'],
    ['{ "*": [ 2, true ] }', '"*" works on numbers, and this is true'],
    ['{ max: [ 1, { cat: [ a, b ] } ] }', '"max" works on numbers, and this is text'],
    ['{ "==": [ { var: input.text }, 3 ] }', '"==" compares text with 3, which are never equal'],
    ['{ "===": [ 3, { var: input.text } ] }', '"==" compares 3 with text'],
    // Null or not, it is never that.
    ['{ "==": [ { var: principal.subject }, 3 ] }', '"==" compares text with 3, which are never equal'],
    ['{ in: [ { var: principal.subject }, [ a, 3 ] ] }', '"in" looks for text among 3'],
    ['{ "!=": [ { var: fresh.ids }, { var: input.text } ] }', '"!=" compares a list of text with text'],
    ['{ "==": [ { var: found.record.state }, clsoed ] }', 'one of open, waiting, closed with "clsoed"'],
    ['{ "==": [ "1", { var: found.record.priority } ] }', '"1" with one of 1, 2, 3'],
    ['{ "<": [ { var: input.text }, 3 ] }', '"<" compares text with 3, which have no order'],
    ['{ ">=": [ true, 3 ] }', '">=" orders numbers and texts, and this is true'],
    ['{ in: [ a, { var: input.text } ] }', '"in" looks into a list, and this is text'],
    ['{ in: [ 1, { var: principal.roles } ] }', '"in" looks for 1 among text'],
    ['{ in: [ { var: found.record.state }, [ open, gone ] ] }', 'among "gone"'],
    ['{ contains: [ 5, a ] }', '"contains" looks into text and lists, and this is 5'],
    ['{ contains: [ { var: input.text }, 5 ] }', '"contains" looks for text in text, and this is 5'],
    ['{ "!contains": [ { var: principal.roles }, 5 ] }', '"!contains" looks for 5 among text'],
    ['{ cat: [ a, [ b ] ] }', '"cat" joins scalars, and this is a list of "b"'],
    ['{ trim: 5 }', '"trim" works on text, and this is 5'],
    ['{ to_lower: [ [ a ] ] }', '"to_lower" works on text'],
    ['{ length: 5 }', '"length" measures text and lists, and this is 5'],
    // That a value may be missing makes it none of another type.
    ['{ "+": [ { var: found.record.title }, 1 ] }', '"+" works on numbers, and this is text'],
    ['{ "<": [ { var: input.count }, { var: input.text } ] }', 'compares an int with text, which have no order'],
    [
      '{ "==": [ { var: input.count }, { var: input.flag } ] }',
      'compares an int with true or false, which are never equal',
    ],
    ['{ "/": [ { var: input.count }, 0 ] }', '"/" divides, and this is 0'],
    ['{ "%": [ 7, 0 ] }', '"%" divides, and this is 0'],
  ])('%s can never work', (expression, words) => {
    expectMarked(expressionOf(`${expression}  # ! expression_type_mismatch_error: ${words}`))
  })

  it.each([
    '{ "+": [ { var: input.count }, null, 1 ] }',
    '{ "*": [ { var: claim }, 2 ] }',
    '{ "==": [ null, { var: input.text } ] }',
    '{ "==": [ { var: claim }, { var: input.text } ] }',
    '{ "==": [ 1, 2 ] }',
    '{ "==": [ { var: ctx.now }, { var: found.record.opened_at } ] }',
    '{ "<": [ { var: ctx.now }, "2026-01-01T00:00:00Z" ] }',
    '{ "<": [ { var: found.record.priority }, { var: found.record.weight } ] }',
    '{ in: [ null, { var: principal.roles } ] }',
    '{ in: [ a, null ] }',
    '{ in: [ a, [] ] }',
    '{ in: [ { var: found.record.state }, [ open, closed ] ] }',
    '{ in: [ { var: claim }, { var: claim } ] }',
    '{ contains: [ null, a ] }',
    '{ contains: [ { var: found.record.tags }, a ] }',
    '{ contains: [ { var: found.record.title }, "" ] }',
    '{ cat: [ 1, true, null, { var: claim } ] }',
    '{ cat: [] }',
    '{ length: { var: fresh.ids } }',
    '{ trim: { var: found.record.title } }',
    '{ if: [ { var: claim }, 1, a ] }',
    '{ max: [ null, { var: found.record.weight } ] }',
    '{ "<": [ { if: [ { var: input.flag }, 1, a ] }, 3 ] }',
  ])('%s can work', (expression) => {
    expectMarked(expressionOf(expression))
  })
})

describe('paths', () => {
  it.each([
    ['input.titel', 'there is no "titel" in it'],
    ['input.txt', 'did you mean "text"?'],
    ['inputs.text', 'did you mean "input"?'],
    ['nothing', 'an action sees no "nothing"'],
    ['found.record.titel', 'did you mean "title"?'],
    ['found.title', 'there is "record"'],
    ['found.record.sla.teir', 'did you mean "tier"?'],
    ['fresh.ids.first', 'it has "length" and its indexes'],
    ['fresh.ids.0.more', 'what stands before "more" is no object'],
    ['principal.role', 'did you mean "roles"?'],
    ['ctx.time', 'there are "id", "now" and "traceId"'],
    ['input.text.0', 'what stands before "0" is no object'],
    ['value', 'an action sees no "value"'],
  ])('%s cannot be read', (path, words) => {
    expectMarked(expressionOf(`{ var: ${path} }  # ! expression_reference_error: ${words}`))
  })

  it.each([
    'input',
    'input.text.length',
    'found.record.tags.length',
    'found.record.tags.0',
    'found.record.tags.0.length',
    'found.record.sla.tier',
    'fresh.ids.0',
    'principal.subject',
    'principal.claims.any.thing.0',
    'claim.deep.er',
    'ctx.traceId',
  ])('%s can be read', (path) => {
    expectMarked(expressionOf(`{ var: ${path} }`))
  })

  it('finds nothing in a session that is not declared', () => {
    expectMarked(expressionOf('{ var: session.find }  # ! expression_reference_error: there is no "find" in it'))
  })

  it('reports one wrong path once, and nothing that follows from it', () => {
    expectMarked(
      expressionOf('{ "+": [ { length: { trim: { var: input.nothing } } }, 1 ] }  # ! expression_reference_error'),
    )
  })

  it('says where in an expression something is wrong', () => {
    const outcome = checkYaml(
      expressionOf(
        '{ if: [ { "!": { var: a } }, { var: [ b, { var: c } ] }, { in: [ { var: input.text }, [ 1, { trim: 5 } ] ] } ] }',
      ),
    )
    expect(outcome.diagnostics.map(({ path }) => path)).toEqual([
      'domain.actions.act.do.3.expr.if.0.!.var',
      'domain.actions.act.do.3.expr.if.1.var.0',
      'domain.actions.act.do.3.expr.if.1.var.1.var',
      'domain.actions.act.do.3.expr.if.2.in.1.0',
      'domain.actions.act.do.3.expr.if.2.in.1.1.trim',
    ])
  })
})

describe('what a place sees', () => {
  it('is the input and its own results in a local capability', () => {
    expectMarked(
      spec({
        capabilities: `
          pure:
            in: { words: text! }
            out: { a: text, b: text, c: text }
            do:
              - { expr: { trim: { var: input.words } }, as: trimmed }
              - { expr: { var: principal.subject }, as: who }          # ! expression_reference_error: a local capability sees no "principal"
              - { expr: { var: ctx.now }, as: now }                    # ! expression_reference_error: a local capability sees no "ctx"
              - { expr: { var: session.a }, as: seen }                 # ! expression_reference_error
            return:
              a: { $expr: { var: trimmed } }
              b: { $expr: { var: later } }                             # ! expression_reference_error
        `,
      }),
    )
  })

  it('is the payload and the call in an event key', () => {
    expectMarked(
      spec({
        signals: `
          a: { payload: { ticket: id! }, event_key: { cat: [ { var: payload.ticket }, { var: ctx.now } ] } }
          b:
            payload: { ticket: id! }
            event_key: { var: payload.tickt }   # ! expression_reference_error: did you mean "ticket"?
          c:
            payload: { ticket: id! }
            event_key: { var: principal.subject }   # ! expression_reference_error
        `,
      }),
    )
  })

  it('is the row, the aliases and the call in row filters, and an input that some query has', () => {
    expectMarked(
      spec({
        projections: `
          board:
            strategy: join
            primary: { as: t, collection: tickets }
            join: [ { as: who, collection: agents, on: { "==": [ { var: who.id }, { var: t.assignee_id } ] } } ]
            fields: [t.id, t.title as heading, who.display]
            where:
              and:
                - { var: row.heading }
                - { var: t.title }
                - { var: input.find }
                - { var: input.anything.at.all } # ! expression_reference_error: has an input "anything"
                - { "==": [ { var: principal.subject }, { var: t.owner_id } ] }
                - { var: row.title }             # ! expression_reference_error
                - { var: a.title }               # ! expression_reference_error
            sort: { default_by: heading }
            pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 10, max_page_size: 20 }
          plain:
            strategy: from_collection
            collection: tickets
            fields: [title as heading]
            where:
              and:
                - { var: row.title }
                - { var: row.heading }           # ! expression_reference_error
                - { var: tickets.title }         # ! expression_reference_error
            sort: { default_by: heading }
            pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 10, max_page_size: 20 }
        `,
        queries: `
          - id: list
            in: { find: text }
            where:
              and:
                - { "==": [ { var: input.find }, { var: row.display } ] }
                - { var: who.display }
                - { var: input.fnd }             # ! expression_reference_error: did you mean "find"?
            returns: { projection: board }
        `,
      }),
    )
  })
})
