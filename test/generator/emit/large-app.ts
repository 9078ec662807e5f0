import { readApp, type Texts } from './compile-texts.js'

/** The mini app with further collections, projections, queries, actions and mutations that name each other. */
export function largeApp(count: number): Texts {
  const { yaml, modules } = readApp('mini-desk')
  const numbers = Array.from({ length: count }, (_, index) => index)
  const each = (line: (index: number) => string) => numbers.map(line).join('\n')
  const sort =
    'sort: { default_by: id }, pagination: { mode: page, page_size_arg: per, page_arg: p, max_page_size: 5, default_page_size: 2 }'
  const fields =
    '{ id: id!, body: text!, at: timestamp, kind: { enum: [a, b] }, more: { object: { x: int, y: text } } }'
  return {
    yaml: yaml
      .replace('    agents:\n', `${each((n) => `    notes_${n}: { fields: ${fields} }`)}\n    agents:\n`)
      .replace(
        '    board:\n',
        `${each((n) => `    list_${n}: { strategy: from_collection, collection: notes_${n}, ${sort} }`)}\n    board:\n`,
      )
      .replace(
        '    desk.add_comment:\n',
        `${each((n) => `    act_${n}: { in: { id: id! }, do: [ { call: ${n === 0 ? 'routing.pick_queue, with: { title: x }' : `act_${n - 1}, with: { id: { $expr: { var: input.id } } }`}, as: r } ], return: { $expr: { var: r } } }`)}\n    desk.add_comment:\n`,
      )
      .replace(
        'queries:\n',
        `queries:\n${each((n) => `  - { id: list_${n}, in: { p: int, x: text }, where: { "==": [ { var: row.body }, { var: input.x } ] }, returns: { projection: list_${n} } }`)}\n`,
      )
      .replace(
        'mutations:\n',
        `mutations:\n${each((n) => `  - { id: act_${n}, in: { id: id! }, run: { actionId: act_${n}, input: {} } }`)}\n`,
      ),
    modules,
  }
}
