import type { Example } from './example.js'

/** Mistakes of the spec, and of comments in it. */
export const languageExamples = {
  authoring_parse_error: {
    file: 'app.yaml',
    wrong: `  id: desk
  name: Desk
  name: Help desk`,
    right: `  id: desk
  name: Desk`,
  },
  authoring_spec_invalid: {
    file: 'app.yaml',
    wrong: '  tz: Berlin',
    right: '  tz: Europe/Berlin',
  },
  spec_unknown_key_error: {
    file: 'app.yaml',
    wrong: '      feilds: { title: text!, owner_id: id!, state: text!, opened_at: timestamp! }',
    right: '      fields: { title: text!, owner_id: id!, state: text!, opened_at: timestamp! }',
  },
  spec_duplicate_id_error: {
    file: 'app.yaml',
    wrong: `  - id: close_ticket
    in: { title: text! }`,
    right: `  - id: open_ticket
    in: { title: text! }`,
  },
  spec_reference_not_found_error: {
    file: 'app.yaml',
    wrong: 'returns: { projection: by_owner }, access: { roles: [agents] }',
    right: 'returns: { projection: by_owner }, access: { roles: [agent] }',
  },
  spec_contract_conflict_error: {
    file: 'app.yaml',
    wrong: '          with: { to: { $expr: { var: input.to } }, title: It is open }',
    right: '          with: { to: { $expr: { var: input.to } }, subject: It is open }',
  },
  spec_section_unsupported_error: {
    file: 'app.yaml',
    wrong: '      failure: { rollback: { mode: saga } }',
    right: '      failure: { rollback: { mode: transaction } }',
  },
  spec_effect_undeclared_error: {
    file: 'app.yaml',
    wrong: `    tickets.tell:
      effects: []`,
    right: `    tickets.tell:
      effects: [network]`,
  },
  spec_effect_unused_warning: {
    file: 'app.yaml',
    wrong: `    tickets.tell:
      effects: [network, write]`,
    right: `    tickets.tell:
      effects: [network]`,
  },
  unsupported_scalar_type: {
    file: 'app.yaml',
    wrong: `      in: { title: string! }
      failure:`,
    right: `      in: { title: text! }
      failure:`,
  },
  unsupported_expression_error: {
    file: 'app.yaml',
    wrong: '              rule: { less: [ { length: { var: input.title } }, 80 ] }',
    right: '              rule: { "<": [ { length: { var: input.title } }, 80 ] }',
  },
  expression_reference_error: {
    file: 'app.yaml',
    wrong: '        - { expr: { trim: { var: title } }, as: title }',
    right: '        - { expr: { trim: { var: input.title } }, as: title }',
  },
  expression_type_mismatch_error: {
    file: 'app.yaml',
    wrong: '              rule: { "<": [ { var: input.title }, 80 ] }',
    right: '              rule: { "<": [ { length: { var: input.title } }, 80 ] }',
  },
  domain_runtime_ir_invalid_error: {
    file: 'app.yaml',
    wrong: '        - { call: ids.generate, expr: { var: input.title }, as: fresh }',
    right: '        - { call: ids.generate, with: { prefix: tkt_ }, as: fresh }',
  },
  spec_invariant_invalid_error: {
    file: 'app.yaml',
    wrong: '        applies_to: [insert, update]',
    right: '        applies_to: [upsert, update]',
  },
  invariant_policy_invalid: {
    file: 'app.yaml',
    wrong: `      invariants:
        on_fail: fail_action`,
    right: `      invariants:
        on_fail: abort`,
  },
  guard_policy_invalid: {
    file: 'app.yaml',
    wrong: `      guards:
        on_fail: warn`,
    right: `      guards:
        on_fail: fail_action`,
  },
  guard_policy_error: {
    file: 'app.yaml',
    wrong: `            - description: The title is short.
              rule: Nobody needs more than 80 characters.`,
    right: `            - description: The title is short.
              rule: { "<": [ { length: { var: input.title } }, 80 ] }`,
  },
  signal_migration_chain_error: {
    file: 'app.yaml',
    wrong: `        version: 3
        payload: { id: id!, owner_id: id! }
        migrate:
          - { from_version: 1,`,
    right: `        version: 2
        payload: { id: id!, owner_id: id! }
        migrate:
          - { from_version: 1,`,
  },
  signal_event_key_missing_error: {
    file: 'app.yaml',
    wrong: '      ticket.closed: { payload: { ticket_id: id! } }',
    right: '      ticket.closed: { payload: { ticket_id: id! }, event_key: { var: payload.ticket_id } }',
  },
  projection_plan_invalid_error: {
    file: 'app.yaml',
    wrong: '      sort: { default_by: created_at }',
    right: '      sort: { default_by: opened_at }',
  },
  spec_binding_conflict_error: {
    file: 'app.yaml',
    wrong: 'bind: { title: headers.title }',
    right: 'bind: { title: body.title }',
  },
  binding_field_not_declared: {
    file: 'app.yaml',
    wrong: 'bind: { title: body.title, text: body.text }',
    right: 'bind: { title: body.title }',
  },
  binding_required_input_unbound_warning: {
    file: 'app.yaml',
    wrong: '        open_ticket: { method: POST, path: /tickets, bind: {} }',
    right: '        open_ticket: { method: POST, path: /tickets, bind: { title: body.title } }',
  },
  dispatch_matcher_missing: {
    file: 'app.yaml',
    wrong: '        open_ticket: { bind: { title: body.title } }',
    right: '        open_ticket: { method: POST, path: /tickets, bind: { title: body.title } }',
  },
  dispatch_matcher_invalid: {
    file: 'app.yaml',
    wrong: '        open_ticket: { method: POST, path: tickets, bind: { title: body.title } }',
    right: '        open_ticket: { method: POST, path: /tickets, bind: { title: body.title } }',
  },
  dispatch_matcher_ambiguous: {
    file: 'app.yaml',
    wrong: `        open_ticket: { method: POST, path: /tickets, bind: { title: body.title } }
        close_ticket: { method: POST, path: /tickets, bind: { id: body.id, silent: body.silent } }`,
    right: `        open_ticket: { method: POST, path: /tickets, bind: { title: body.title } }
        close_ticket: { method: POST, path: "/tickets/:id/close", bind: { id: path.id, silent: body.silent } }`,
  },
  timeline_group_key_missing_warning: {
    file: 'app.yaml',
    wrong: `      signals: [ticket.opened, ticket.closed]
      group_by: [payload.owner_id]`,
    right: `      signals: [ticket.opened]
      group_by: [payload.owner_id]`,
  },
  retention_exceeds_history_warning: {
    file: 'app.yaml',
    wrong: '      persist: { retention: 400d }',
    right: '      persist: { retention: 90d }',
  },
  scenario_ir_invalid_error: {
    file: 'app.yaml',
    wrong: '      - trigger: { mutation: open_ticket, query: list_tickets }',
    right: '      - trigger: { mutation: open_ticket, input: { title: Printer } }',
  },
  identifier_collision_error: {
    file: 'app.yaml',
    wrong: `  calm_customer: { description: Has time. }
  calm-customer: { description: Has time too. }`,
    right: `  calm_customer: { description: Has time. }
  hurried_customer: { description: Has none. }`,
  },
  session_ir_invalid_error: {
    file: 'app.yaml',
    wrong: `  fields: { find: text }
  defaults: { find: 0 }`,
    right: `  fields: { find: text }
  defaults: { find: "" }`,
  },
  view_root_node_not_found: {
    file: 'app.yaml',
    wrong: '      root_nodes: [frame]',
    right: '      root_nodes: [shell]',
  },
  view_node_contract_error: {
    file: 'app.yaml',
    wrong: 'props: { statePath: search, value: { $expr: { var: session.find } } }',
    right: 'props: { statePath: find, value: { $expr: { var: session.find } } }',
  },
  view_expression_reference_error: {
    file: 'app.yaml',
    wrong: '        rows: { $expr: { var: data.tickets } }',
    right: '        rows: { $expr: { var: data.queue } }',
  },
  interaction_dispatch_contract_error: {
    file: 'app.yaml',
    wrong: '              input: { ticket: { $from: row.id }, silent: false }',
    right: '              input: { id: { $from: row.id }, silent: false }',
  },
  reachability_requirement_ambiguous: {
    file: 'app.yaml',
    wrong: `      - { portId: mail.archive, portVersion: 1.0.0, mode: local }
      - { portId: mail.archive, portVersion: 1.0.0, mode: delegated }`,
    right: '      - { portId: mail.archive, portVersion: 1.0.0, mode: local }',
  },
  reachability_mode_invalid: {
    file: 'app.yaml',
    wrong: '      - { portId: mail.archive, portVersion: 1.0.0, mode: remote }',
    right: '      - { portId: mail.archive, portVersion: 1.0.0, mode: local }',
  },
  unreachable_emit_warning: {
    file: 'app.yaml',
    wrong: `        - signal: ticket.closed
          when: false`,
    right: `        - signal: ticket.closed
          when: { "!": { var: input.silent } }`,
  },
  suppression_invalid_error: {
    file: 'app.yaml',
    wrong: '      # tenon-ignore effect: it will write the count from the next release on',
    right: '      # tenon-ignore spec_effect_unused_warning: it will write the count from the next release on',
  },
  suppression_reason_missing_error: {
    file: 'app.yaml',
    wrong: '      # tenon-ignore spec_effect_unused_warning',
    right: '      # tenon-ignore spec_effect_unused_warning: it will write the count from the next release on',
  },
  suppression_unused_warning: {
    file: 'app.yaml',
    wrong: `      # tenon-ignore spec_effect_unused_warning: it will write the count from the next release on
      effects: []`,
    right: `      # tenon-ignore spec_effect_unused_warning: it will write the count from the next release on
      effects: [write]`,
  },
} as const satisfies Record<string, Example>
