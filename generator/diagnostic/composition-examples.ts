import type { Example } from './example.js'

/** Mistakes of the manifest and of guests. */
export const compositionExamples = {
  manifest_parse_error: {
    file: 'modules.yaml',
    wrong: '    source: tenon: ids',
    right: '    source: "tenon:ids"',
  },
  manifest_invalid_error: {
    file: 'modules.yaml',
    wrong: `  - id: ids
    kind: plugin`,
    right: `  - id: ids
    kind: provider`,
  },
  manifest_unknown_key_error: {
    file: 'modules.yaml',
    wrong: '    provide: [mail.send@1.0.0]',
    right: '    provides: [mail.send@1.0.0]',
  },
  manifest_version_unsupported_error: {
    file: 'modules.yaml',
    wrong: 'tenon: 2',
    right: 'tenon: 1',
  },
  module_duplicate_id_error: {
    file: 'modules.yaml',
    wrong: `  - id: store
    kind: provider`,
    right: `  - id: ids
    kind: provider`,
  },
  module_duplicate_name_error: {
    file: 'modules.yaml',
    wrong: '  - { id: path, kind: native, source: "tenon:path", aliases: [time] }',
    right: '  - { id: path, kind: native, source: "tenon:path" }',
  },
  module_source_not_found_error: {
    file: 'modules.yaml',
    wrong: '    source: providers/outbox.ts',
    right: '    source: ./providers/outbox.ts',
  },
  module_source_invalid_error: {
    file: 'modules.yaml',
    wrong: '  - { id: path, kind: provider, source: "tenon:path" }',
    right: '  - { id: path, kind: native, source: "tenon:path" }',
  },
  module_requires_unknown_error: {
    file: 'modules.yaml',
    wrong: 'source: "tenon:url", requires: [paths] }',
    right: 'source: "tenon:url", requires: [path] }',
  },
  module_order_error: {
    file: 'modules.yaml',
    wrong: `  - { id: url, kind: native, source: "tenon:url", requires: [path] }
  - { id: path, kind: native, source: "tenon:path" }`,
    right: `  - { id: path, kind: native, source: "tenon:path" }
  - { id: url, kind: native, source: "tenon:url", requires: [path] }`,
  },
  module_requires_cycle_error: {
    file: 'modules.yaml',
    wrong: `  - { id: path, kind: native, source: "tenon:path", requires: [url] }
  - { id: url, kind: native, source: "tenon:url", requires: [path] }`,
    right: `  - { id: path, kind: native, source: "tenon:path" }
  - { id: url, kind: native, source: "tenon:url", requires: [path] }`,
  },
  module_claim_conflict_error: {
    file: 'modules.yaml',
    wrong: 'source: "tenon:time", claims: [random] }',
    right: 'source: "tenon:time", claims: [clock] }',
  },
  module_config_invalid_error: {
    file: 'modules.yaml',
    wrong: '    config: { path: "${env:DESK_DB:-./data/desk.db}" }',
    right: '    config: { file: "${env:DESK_DB:-./data/desk.db}" }',
  },
  env_reference_invalid_error: {
    file: 'modules.yaml',
    wrong: '    config: { file: "${DESK_DB}" }',
    right: '    config: { file: "${env:DESK_DB:-./data/desk.db}" }',
  },
  port_unknown_error: {
    file: 'modules.yaml',
    wrong: '    provides: [mail.send@1.0.0, mail.archive@1.0.0, mail.read@1.0.0]',
    right: '    provides: [mail.send@1.0.0, mail.archive@1.0.0]',
  },
  port_unbound_error: {
    file: 'modules.yaml',
    wrong: '  # and no module that provides ids.generate',
    right: `  - id: ids
    kind: provider
    source: "tenon:ids"`,
  },
  port_version_mismatch_error: {
    file: 'modules.yaml',
    wrong: '    provides: [mail.send@1.0.0, mail.archive@2.0.0]',
    right: '    provides: [mail.send@1.0.0, mail.archive@1.0.0]',
  },
  port_ambiguous_error: {
    file: 'modules.yaml',
    wrong: 'bindings: {}',
    right: `bindings:
  mail.send@1.0.0: mail`,
  },
  binding_unknown_module_error: {
    file: 'modules.yaml',
    wrong: `bindings:
  mail.send@1.0.0: mailer`,
    right: `bindings:
  mail.send@1.0.0: mail`,
  },
  binding_unknown_port_error: {
    file: 'modules.yaml',
    wrong: `bindings:
  mail.send@1.0.0: mail
  mail.read@1.0.0: outbox`,
    right: `bindings:
  mail.send@1.0.0: mail`,
  },
  binding_not_provided_error: {
    file: 'modules.yaml',
    wrong: `bindings:
  mail.send@1.0.0: store`,
    right: `bindings:
  mail.send@1.0.0: mail`,
  },
  binding_unused_warning: {
    file: 'modules.yaml',
    wrong: `bindings:
  mail.send@1.0.0: mail
  mail.archive@1.0.0: outbox`,
    right: `bindings:
  mail.send@1.0.0: mail`,
  },
  guest_require_denied_error: {
    file: 'modules.yaml',
    wrong: '    requires: [time, url]',
    right: '    requires: [crypto, time, url]',
  },
  guest_require_unknown_error: {
    file: 'guests/mail.ts',
    wrong: "import { randomUUID } from 'node-crypto'",
    right: "import { randomUUID } from 'node:crypto'",
  },
  guest_require_dynamic_error: {
    file: 'guests/mail.ts',
    wrong: `declare const require: (name: string) => { randomUUID(): string }
const { randomUUID } = require(['cry', 'pto'].join(''))`,
    right: "import { randomUUID } from 'node:crypto'",
  },
  guest_export_missing_error: {
    file: 'guests/mail.ts',
    wrong: "  'mail.sent': ({ to }",
    right: "  'mail.send': ({ to }",
  },
  guest_limits_invalid_error: {
    file: 'modules.yaml',
    wrong: '    limits: { cpu_ms: 0 }',
    right: '    limits: { cpu_ms: 100 }',
  },
  guest_type_error: {
    file: 'guests/mail.ts',
    wrong: '({ receipt: to.length })',
    right: '({ receipt: `${to} ${randomUUID()}` })',
  },
  guest_target_invalid_error: {
    file: 'modules.yaml',
    wrong: 'tenon: 1\ntarget: edge',
    right: 'tenon: 1',
  },
  provider_type_error: {
    file: 'providers/outbox.ts',
    wrong: "'mail.archive': () => ({ okay: true })",
    right: "'mail.archive': () => ({ ok: true })",
  },
  module_unused_warning: {
    file: 'modules.yaml',
    wrong: '    requires: [crypto, url]',
    right: '    requires: [crypto, time, url]',
  },
} as const satisfies Record<string, Example>
