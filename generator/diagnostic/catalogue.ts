import type { CatalogueEntry } from './catalogue-entry.js'
import { compositionCodes } from './composition-codes.js'

export type { CatalogueEntry, Severity } from './catalogue-entry.js'

const reading = {
  source_not_found_error: {
    severity: 'error',
    message: 'there is no {what} at {file}',
    help: 'Create the file, or name another with --config or --modules, or another folder with -C.',
  },
  source_ambiguous_error: {
    severity: 'error',
    message: 'both {left} and {right} are there',
    help: 'Remove one of the two, or name the one that is meant with --config or --modules.',
  },
  source_unreadable_error: {
    severity: 'error',
    message: '{file} cannot be read: {problem}',
    help: 'The path must be a regular file that this process may read.',
  },
  source_encoding_error: {
    severity: 'error',
    message: '{file} is not UTF-8: byte {byte} begins no character',
    help: 'Save the file as UTF-8.',
  },
  source_too_large_error: {
    severity: 'error',
    message: '{file} has {size} MB; the most that is read is {limit} MB',
    help: 'Generated data does not belong in a spec; keep the file under the limit.',
  },
} as const satisfies Record<string, CatalogueEntry>

const language = {
  authoring_parse_error: {
    severity: 'error',
    message: 'this is not the YAML that is expected: {problem}',
    help: 'One YAML 1.2 document, core schema: no tags, no merge keys, no key twice in one mapping.',
  },
  authoring_spec_invalid: {
    severity: 'error',
    message: '{problem}',
    help: 'The value must have the shape that the language gives to this key.',
  },
  spec_unknown_key_error: {
    severity: 'error',
    message: '{where} has no key "{key}"',
    help: 'Remove it, or begin it with "x-" to keep a note of your own there.',
  },
  spec_duplicate_id_error: {
    severity: 'error',
    message: 'the {kind} "{id}" is declared twice',
    help: 'Ids are unique within their section; rename one of the two.',
  },
  spec_reference_not_found_error: {
    severity: 'error',
    message: 'there is no {kind} "{id}"',
    help: 'Declare it, or correct the name.',
  },
  spec_contract_conflict_error: {
    severity: 'error',
    message: '{problem}',
    help: 'Two parts of the spec say different things of one contract; make them agree.',
  },
  spec_section_unsupported_error: {
    severity: 'error',
    message: '{what} is not compiled by this version of Tenon',
    help: 'Nothing is accepted and then dropped: remove it, or wait for the version that compiles it.',
  },
  spec_effect_undeclared_error: {
    severity: 'error',
    message: 'action "{action}" has the effect {effect} and does not list it',
    help: 'Add the effect to the action\'s "effects".',
  },
  spec_effect_unused_warning: {
    severity: 'warning',
    message: 'action "{action}" lists the effect {effect} and never has it',
    help: 'Remove the effect from the action\'s "effects".',
  },
  unsupported_scalar_type: {
    severity: 'error',
    message: '"{word}" is not a type',
    help: 'The types are text, id, int, number, bool and timestamp, with "!" behind a required one; or a mapping with object, array or enum.',
  },
  unsupported_expression_error: {
    severity: 'error',
    message: '{problem}',
    help: 'An expression is a scalar, a list, or a mapping with exactly one key, which is an operator.',
  },
  expression_reference_error: {
    severity: 'error',
    message: '"{path}" cannot be read here: {problem}',
    help: 'Each place in a spec sees certain names only; "tenon explain expression_reference_error" lists them.',
  },
  expression_type_mismatch_error: {
    severity: 'error',
    message: '{problem}',
    help: 'The operator never works on values of these types; compare or combine values of one type.',
  },
  domain_runtime_ir_invalid_error: {
    severity: 'error',
    message: '{problem}',
    help: 'A step of an action is exactly one of: call, expr with as, if with then; a step of a flow one of: run, set, if with then.',
  },
  spec_invariant_invalid_error: {
    severity: 'error',
    message: '{problem}',
    help: 'An invariant has a description and a rule, which is an expression over the record.',
  },
  invariant_policy_invalid: {
    severity: 'error',
    message: '{problem}',
    help: 'What an invariant does where it fails is abort, log_and_continue or emit_violation.',
  },
  guard_policy_invalid: {
    severity: 'error',
    message: '{problem}',
    help: 'What a guard does where it fails is one of the policies that this kind of guard has.',
  },
  guard_policy_error: {
    severity: 'error',
    message: '{problem}',
    help: 'Rules that are expressions stand under "structural", rules in plain words under "semantic", where there may be any.',
  },
  signal_migration_chain_error: {
    severity: 'error',
    message: '{problem}',
    help: 'Each step of "migrate" leads from one version to the next, and the last one to the current version.',
  },
  signal_event_key_missing_error: {
    severity: 'error',
    message: 'nothing tells one "{signal}" from another: {problem}',
    help: 'Give the signal an "event_key", or its payload an "id".',
  },
  projection_plan_invalid_error: {
    severity: 'error',
    message: '{problem}',
    help: 'A projection names its rows, how they are sorted and how they are paged.',
  },
  spec_binding_conflict_error: {
    severity: 'error',
    message: '{problem}',
    help: 'An input comes from bucket.name: path, query and body on http and web, args and flags on cli, query and body on webhook.',
  },
  binding_field_not_declared: {
    severity: 'error',
    message: '{kind} "{id}" has no input "{input}"',
    help: 'Declare the input, or correct the name.',
  },
  binding_required_input_unbound_warning: {
    severity: 'warning',
    message: '{kind} "{id}" requires "{input}", and the {surface} surface binds nothing to it',
    help: 'Bind the input, or give it a default: as it is, every request is refused.',
  },
  dispatch_matcher_missing: {
    severity: 'error',
    message: 'nothing tells which requests of the {surface} surface are for {kind} "{id}"',
    help: 'Give the binding a path or a method (http, web, webhook), a source (webhook), or a command (cli).',
  },
  dispatch_matcher_invalid: {
    severity: 'error',
    message: '{problem}',
    help: 'What a request is matched with must be able to match one.',
  },
  dispatch_matcher_ambiguous: {
    severity: 'error',
    message: '{kind} "{id}" and {other} match the same requests of the {surface} surface',
    help: 'Change the path, method, command or source of one, or set it before the other with a priorityBias under "x-dispatch".',
  },
  timeline_group_key_missing_warning: {
    severity: 'warning',
    message: 'records of the signal "{signal}" belong to no group: its payload has no member "{member}"',
    help: 'Add the member to the payload, or leave the signal out; such records are counted in "ungrouped_records".',
  },
  retention_exceeds_history_warning: {
    severity: 'warning',
    message: 'what is accumulated is kept for {retention}, which is longer than history is',
    help: 'A rebuild finds no more than history holds: keep history as long, or state no longer.',
  },
  scenario_ir_invalid_error: {
    severity: 'error',
    message: '{problem}',
    help: 'A scenario has a caller and steps: each calls an entrypoint ("trigger"), keeps something ("capture") or says what must hold ("expect").',
  },
  identifier_collision_error: {
    severity: 'error',
    message: '{kind} "{left}" and "{right}" both give the generated name {identifier}',
    help: 'Rename one of the two.',
  },
  session_ir_invalid_error: {
    severity: 'error',
    message: '{problem}',
    help: 'A session holds the fields that are declared, and begins with their defaults.',
  },
  view_root_node_not_found: {
    severity: 'error',
    message: 'screen "{screen}" begins with the node "{node}", which does not exist',
    help: 'Declare the node under "views.nodes", or correct the name.',
  },
  view_node_contract_error: {
    severity: 'error',
    message: '{problem}',
    help: 'A node holds other nodes, never itself, and writes a path of the session.',
  },
  view_expression_reference_error: {
    severity: 'error',
    message: '"{path}" cannot be read here: {problem}',
    help: 'A screen sees its own slots, the session, the inputs of its routes, the caller and the call.',
  },
  interaction_dispatch_contract_error: {
    severity: 'error',
    message: '{problem}',
    help: 'An interaction calls an entrypoint that exists, with the inputs that it takes.',
  },
  reachability_requirement_ambiguous: {
    severity: 'error',
    message: 'the port {port} is required as {first} and as {second}',
    help: 'A port is reached in one way; keep one of the entries.',
  },
  reachability_mode_invalid: {
    severity: 'error',
    message: '{problem}',
    help: 'A port is local (a module serves it), delegated (the host calls it elsewhere) or unreachable.',
  },
  unreachable_emit_warning: {
    severity: 'warning',
    message: 'the signal "{signal}" is never emitted here: its condition is always false',
    help: 'Remove the entry, or correct its "when".',
  },
} as const satisfies Record<string, CatalogueEntry>

const suppressing = {
  suppression_invalid_error: {
    severity: 'error',
    message: 'this suppression cannot be: {problem}',
    help: 'A suppression is "tenon-ignore <code>: reason" with the code of a warning, in a comment before or at the end of its line.',
  },
  suppression_reason_missing_error: {
    severity: 'error',
    message: 'the suppression of {code} gives no reason',
    help: 'Write behind the code, after a colon, why the warning may stay: "tenon-ignore <code>: reason".',
  },
  suppression_unused_warning: {
    severity: 'warning',
    message: 'the suppression of {code} suppresses nothing',
    help: 'Remove the comment.',
  },
} as const satisfies Record<string, CatalogueEntry>

/** Every diagnostic that Tenon can make. */
export const catalogue = { ...reading, ...language, ...compositionCodes, ...suppressing }

export type Code = keyof typeof catalogue
