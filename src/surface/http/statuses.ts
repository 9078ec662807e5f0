import type { ErrorCode, ViolationCode } from '../../contract/codes.js'

export type AnswerCode = ViolationCode | ErrorCode

/** The status of each code: refused calls are 4xx, failed ones 5xx. A code without one does not compile. */
export const statuses: Readonly<Record<AnswerCode, number>> = {
  // ---- refused
  dispatch_transport_error: 400,
  binding_error: 400,
  validation_error: 400,
  projection_pagination_error: 400,
  webhook_verification_error: 401,
  // Of a known caller; an unknown one is asked to say who it is, with 401.
  access_denied_error: 403,
  dispatch_not_found_error: 404,
  entrypoint_not_found_error: 404,
  idempotency_conflict_error: 409,
  idempotency_in_progress_error: 409,
  idempotency_unavailable_error: 400,
  action_guard_error: 422,
  collection_invariant_error: 422,
  signal_guard_error: 422,
  // ---- failed
  activation_error: 500,
  replay_ttl_invalid: 500,
  host_port_missing: 500,
  capability_unreachable_error: 503,
  action_step_input_error: 500,
  action_step_timeout_error: 504,
  action_step_retry_exhausted_error: 500,
  artifact_alignment_error: 500,
  capability_delegation_error: 500,
  compatibility_error: 500,
  render_screen_not_found_error: 500,
  semantic_guard_unavailable_error: 500,
  capability_contract_error: 500,
  capability_invocation_error: 500,
  expression_type_error: 500,
  record_not_found_error: 500,
  effect_violation_error: 500,
  signal_emit_error: 500,
  write_conflict_error: 500,
  replay_store_error: 500,
  projection_provider_error: 500,
  dispatch_ambiguous_error: 500,
  runtime_closed_error: 500,
  internal_error: 500,
}
