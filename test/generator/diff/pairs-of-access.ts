import type { Edit } from './desk-states.js'
import type { Pair } from './pair.js'

const boardRoles = 'returns: { projection: board }, access: { roles: [agent] }'
const board = ', access: { roles: [agent] } }\n  - { id: seek'
const roleEdit = (to: string): Edit => [
  '{ extends: [authenticated], derive: { auth_claim_equals: [agent, true] } }',
  to,
]

/** Who may call and how calls arrive, what is refused, and what is shown. */
export const pairsOfAccess: readonly Pair[] = [
  // Access
  {
    name: 'a role that includes the other',
    edits: [[boardRoles, boardRoles.replace('agent', 'authenticated')]],
    there: ['access_loosened'],
    back: ['access_tightened'],
  },
  {
    name: 'a role that extends the other',
    edits: [[boardRoles, boardRoles.replace('agent', 'lead')]],
    there: ['access_tightened'],
    back: ['access_loosened'],
  },
  {
    name: 'a second role that adds nobody',
    edits: [[boardRoles, boardRoles.replace('agent', 'agent, lead')]],
    there: [],
    back: [],
  },
  {
    name: 'another role',
    edits: [[boardRoles, boardRoles.replace('agent', 'guest')]],
    there: ['access_loosened', 'access_tightened'],
    back: ['access_loosened', 'access_tightened'],
  },
  {
    name: 'everyone, said in roles',
    edits: [[boardRoles, boardRoles.replace('agent', 'anonymous, authenticated')]],
    there: ['access_loosened'],
    back: ['access_tightened'],
  },
  {
    name: 'no roles where the rest is denied',
    edits: [[board, ' }\n  - { id: seek']],
    there: ['access_tightened'],
    back: ['access_loosened'],
  },
  {
    name: 'the default policy, which counts where there are no roles',
    edits: [['default_policy: deny', 'default_policy: allow']],
    there: ['access_loosened', 'access_loosened'],
    back: ['access_tightened', 'access_tightened'],
  },
  {
    name: 'a role with one condition more',
    edits: [roleEdit('{ extends: [authenticated, guest], derive: { auth_claim_equals: [agent, true] } }')],
    there: ['role_tightened'],
    back: ['role_loosened'],
  },
  {
    name: 'a role with another condition',
    edits: [roleEdit('{ extends: [authenticated], derive: { auth_claim_equals: [agent, 1] } }')],
    there: ['role_changed'],
    back: ['role_changed'],
  },
  {
    name: 'a role that nobody has',
    edits: [['guest: {}', 'guest: { derive: { auth_claim_equals: [guest, true] } }']],
    there: ['role_loosened'],
    back: ['role_tightened'],
  },
  {
    name: 'one more role',
    edits: [['guest: {}', 'guest: {}\n    other: {}']],
    there: ['role_added'],
    back: ['role_removed'],
  },

  // Refusals
  {
    name: 'a rule before an action',
    edits: [
      [
        '        pre: { structural: [ { description: A title is there., rule: { ">": [ { length: { var: input.title } }, 2 ] } } ] }\n',
        '',
      ],
    ],
    there: ['part_changed', 'refusal_removed'],
    back: ['part_changed', 'refusal_added'],
  },
  {
    name: 'another rule before an action',
    edits: [['{ length: { var: input.title } }, 2 ]', '{ length: { var: input.title } }, 3 ]']],
    there: ['part_changed', 'refusal_added', 'refusal_removed'],
    back: ['part_changed', 'refusal_added', 'refusal_removed'],
  },
  {
    name: 'a rule in plain words',
    edits: [
      [
        '        post: { semantic: [ { description: It is polite., rule: The title is polite., confidence: high } ] }\n',
        '',
      ],
    ],
    there: ['part_changed', 'port_removed', 'refusal_removed'],
    back: ['part_changed', 'port_added', 'refusal_added'],
  },
  {
    name: 'rules that only warn',
    edits: [['      guards:\n        pre', '      guards:\n        on_fail: log_and_continue\n        pre']],
    there: ['part_changed', 'refusal_removed', 'refusal_removed'],
    back: ['part_changed', 'refusal_added', 'refusal_added'],
  },
  {
    name: 'what every record keeps',
    edits: [['{ length: { var: title } }, 99 ]', '{ length: { var: title } }, 9 ]']],
    there: ['refusal_added', 'refusal_removed'],
    back: ['refusal_added', 'refusal_removed'],
  },

  {
    name: 'a rule before a signal',
    edits: [
      [
        'payload: { id: id!, title: text, size: int } }',
        'payload: { id: id!, title: text, size: int }, guards: { structural: [ { description: It is small., rule: { "<": [ { var: payload.size }, 9 ] } } ] } }',
      ],
    ],
    there: ['refusal_added'],
    back: ['refusal_removed'],
  },

  // Screens
  {
    name: 'the screen of a route',
    edits: [['renders: desk', 'renders: bare']],
    there: ['route_screen_changed'],
    back: ['route_screen_changed'],
  },
  {
    name: 'a node',
    edits: [['root_nodes: [head, list]', 'root_nodes: [head, list, foot]']],
    there: ['node_added'],
    back: ['node_removed'],
  },
  {
    name: 'the type of a node',
    edits: [['id: list, type: table', 'id: list, type: grid']],
    there: ['node_type_changed'],
    back: ['node_type_changed'],
  },
  {
    name: 'a prop of a node',
    edits: [['props: { text: Tickets,', 'props: { text: Tickets, more: 1,']],
    there: ['output_added'],
    back: ['output_removed'],
  },
  {
    name: 'what a node says',
    edits: [['props: { text: Tickets,', 'props: { text: All tickets,']],
    there: ['part_changed'],
    back: ['part_changed'],
  },
  {
    name: 'a number where a node said a text',
    edits: [['props: { text: Tickets,', 'props: { text: 7,']],
    there: ['output_retyped'],
    back: ['output_retyped'],
  },
  {
    name: 'a node that may be hidden',
    edits: [['props: { text: Tickets,', 'props: { visible: { $expr: { var: session.find } }, text: Tickets,']],
    there: ['node_may_be_hidden', 'node_may_be_hidden', 'part_changed'],
    back: ['node_never_hidden', 'node_never_hidden', 'part_changed'],
  },
  {
    name: 'when the rows of a screen are asked for again',
    edits: [
      [
        'root_nodes: [head, list], data: { rows: { query: shut } }',
        'root_nodes: [head, list], data: { rows: { query: shut, refresh_on_signals: [ticket.opened] } }',
      ],
    ],
    there: ['part_changed'],
    back: ['part_changed'],
  },
  {
    name: 'the rows of a screen',
    edits: [
      [
        'root_nodes: [head, list], data: { rows: { query: shut } }',
        'root_nodes: [head, list], data: { rows: { query: shut }, more: { query: shut } }',
      ],
    ],
    there: ['output_added'],
    back: ['output_removed'],
  },
  {
    name: 'what begins an interaction',
    edits: [['trigger: onSubmit', 'trigger: onClick']],
    there: ['part_changed'],
    back: ['part_changed'],
  },
  {
    name: 'an interaction',
    edits: [
      [
        ', interactions: { open: { trigger: onSubmit, dispatch: { entrypointKind: mutation, entrypointId: open_ticket, input: { id: x, title: y } } } }',
        '',
      ],
    ],
    there: ['interaction_removed'],
    back: ['interaction_added'],
  },
  {
    name: 'what an interaction calls',
    edits: [
      [
        'dispatch: { entrypointKind: mutation, entrypointId: open_ticket, input: { id: x, title: y } }',
        'dispatch: { entrypointKind: route, entrypointId: home, input: {} }',
      ],
    ],
    there: ['interaction_changed'],
    back: ['interaction_changed'],
  },

  // Surfaces
  {
    name: 'the order of arguments',
    ground: [['bind: { page: flags.page }', 'bind: { page: args.page, size: args.size }']],
    edits: [['bind: { page: args.page, size: args.size }', 'bind: { size: args.size, page: args.page }']],
    there: ['arguments_reordered'],
    back: ['arguments_reordered'],
  },
  {
    name: 'one more argument at the end',
    ground: [['bind: { page: flags.page }', 'bind: { page: args.page }']],
    edits: [['bind: { page: args.page }', 'bind: { page: args.page, size: args.size }']],
    there: ['input_source_added'],
    back: ['input_source_removed'],
  },
  {
    name: 'a path',
    edits: [['path: /board', 'path: /tickets']],
    there: ['address_changed'],
    back: ['address_changed'],
  },
  { name: 'a method', edits: [['method: GET', 'method: POST']], there: ['address_changed'], back: ['address_changed'] },
  {
    name: 'a command',
    edits: [['path: board show', 'path: show board']],
    there: ['address_changed'],
    back: ['address_changed'],
  },
  {
    name: 'one more way in',
    edits: [['    cli:\n', '        seek: { method: GET, path: /seek, bind: {} }\n    cli:\n']],
    there: ['address_added'],
    back: ['address_removed'],
  },
  {
    name: 'where an input is read from',
    edits: [['page: query.page', 'page: query.p']],
    there: ['input_source_changed'],
    back: ['input_source_changed'],
  },
  {
    name: 'one more input over http',
    edits: [['page: query.page', 'page: query.page, size: query.size']],
    there: ['input_source_added'],
    back: ['input_source_removed'],
  },
]
