/** One entry of the catalogue of refusals and failures: its text is safe to show a caller. Holes are `{name}`. */
interface CodeEntry {
  readonly message: string
  readonly retryable: boolean
}

/** A declared rule refused the caller's request: status `rejected`. */
export const violations = {
  entrypoint_not_found_error: { message: 'there is no {kind} "{id}"', retryable: false },
  validation_error: { message: '{problem}', retryable: false },
  access_denied_error: { message: 'the caller may not use this {kind}', retryable: false },
  idempotency_conflict_error: { message: 'this idempotency key was used with another input', retryable: false },
  idempotency_in_progress_error: { message: 'a call with this idempotency key is still running', retryable: true },
  idempotency_unavailable_error: {
    message: 'idempotency keys need a replay store, and it was switched off',
    retryable: false,
  },
  projection_pagination_error: { message: '{problem}', retryable: false },
  collection_invariant_error: {
    message: 'a record of {primitive} would break a rule: {description}',
    retryable: false,
  },
  action_guard_error: { message: 'the action {primitive} was refused: {description}', retryable: false },
  signal_guard_error: { message: 'the signal {primitive} was refused: {description}', retryable: false },
  flow_guard_error: { message: 'a run of {primitive} was refused: {description}', retryable: false },
  dispatch_transport_error: { message: 'the request cannot be read: {problem}', retryable: false },
  dispatch_not_found_error: { message: 'nothing answers {request}', retryable: false },
  webhook_verification_error: { message: 'the sender of this request could not be verified', retryable: false },
  binding_error: { message: '{problem}', retryable: false },
} as const satisfies Record<string, CodeEntry>

/** The platform, a provider or the spec misbehaved: status `error`. */
export const errors = {
  activation_error: { message: 'the app could not be started: {problem}', retryable: false },
  artifact_alignment_error: { message: 'the deployment is not of one piece: {problem}', retryable: false },
  compatibility_error: { message: 'a module does not fit this runtime: {problem}', retryable: false },
  validation_error: { message: 'a module is not well formed: {problem}', retryable: false },
  replay_ttl_invalid: { message: '{setting} must be a whole number of seconds, at least 1', retryable: false },
  host_port_missing: { message: 'the host port {port} is missing', retryable: false },
  capability_unreachable_error: { message: 'no module serves the port {port}', retryable: false },
  action_step_input_error: { message: 'the input of action {action} does not fit: {problem}', retryable: false },
  capability_contract_error: { message: '{port} broke its contract: {problem}', retryable: false },
  capability_delegation_error: { message: 'the port {port} failed where the host calls it', retryable: true },
  capability_invocation_error: { message: 'the port {port} failed', retryable: false },
  action_step_timeout_error: { message: '{target} took longer than {ms} ms', retryable: true },
  action_step_retry_exhausted_error: { message: '{target} failed {attempts} times', retryable: false },
  expression_type_error: { message: '{problem}', retryable: false },
  record_not_found_error: { message: 'there is no record "{id}" in {collection}', retryable: false },
  effect_violation_error: { message: '{port} had the effect "{effect}", which is not declared', retryable: false },
  signal_emit_error: { message: 'the signal {signal} could not be emitted: {problem}', retryable: false },
  semantic_guard_unavailable_error: { message: 'nobody judged the rule: {description}', retryable: false },
  write_conflict_error: { message: 'the record "{id}" in {collection} was changed meanwhile', retryable: true },
  replay_store_error: { message: 'the replay store failed', retryable: true },
  render_screen_not_found_error: { message: 'there is no {screen}', retryable: false },
  projection_provider_error: { message: 'the store failed while answering', retryable: true },
  dispatch_ambiguous_error: { message: '{request} matches the bindings of {left} and {right}', retryable: false },
  projection_plan_error: { message: 'the projection {projection} cannot be answered: {problem}', retryable: false },
  projection_as_of_error: {
    message: 'the rows of {projection} cannot be asked for as of then: {problem}',
    retryable: false,
  },
  projection_history_capability_error: {
    message: '{projection} needs {port}, which the store does not serve',
    retryable: false,
  },
  projection_history_gap_error: {
    message: 'history has two records of {signal} under the key "{key}", so {projection} cannot be answered',
    retryable: false,
  },
  projection_signal_migration_error: { message: 'a record of {signal} cannot be read: {problem}', retryable: false },
  projection_rebuild_required_error: {
    message: 'what {projection} has accumulated is of another definition: it has to be rebuilt',
    retryable: false,
  },
  projection_guard_error: { message: 'a row of {primitive} breaks a rule: {description}', retryable: false },
  flow_correlation_error: { message: 'the correlation key of flow {flow} is null', retryable: false },
  flow_idempotency_error: { message: 'the idempotency key of flow {flow} is null', retryable: false },
  flow_signal_error: { message: 'flow {flow} cannot read the signal {signal}: {problem}', retryable: false },
  flow_guard_error: { message: 'a run of flow {flow} broke a rule: {problem}', retryable: false },
  flow_step_error: { message: 'the step {step} of flow {flow} failed: {problem}', retryable: false },
  flow_run_limit_error: { message: 'flow {flow} has run {limit} times for this correlation key', retryable: true },
  flow_cascade_limit_error: { message: 'flow {flow} is the end of a chain of {limit} runs', retryable: false },
  flow_break_limit_error: { message: 'a run of flow {flow} was broken off {count} times', retryable: true },
  flow_run_lost_error: { message: 'the run was taken up by another process', retryable: true },
  runtime_closed_error: { message: 'the app runtime is closed', retryable: false },
  internal_error: { message: 'something broke inside; the log has the invocation id', retryable: false },
} as const satisfies Record<string, CodeEntry>

/** Recorded in `meta.warnings`; the outcome stands. */
export const warnings = {
  replay_store_error: { message: 'the result could not be recorded for replay', retryable: true },
  signal_emit_error: { message: 'the signal {signal} was dropped: {problem}', retryable: false },
  flow_dispatch_error: { message: 'the runs of flows that follow could not be recorded', retryable: false },
  signal_sink_error: { message: 'the signal sink failed', retryable: false },
  session_outcome_error: { message: 'the session could not be reset', retryable: false },
  session_store_error: { message: 'the session could not be saved', retryable: false },
  collection_invariant_error: { message: 'a record of {primitive} breaks a rule: {description}', retryable: false },
  action_guard_error: { message: 'the action {primitive} breaks a rule: {description}', retryable: false },
  signal_guard_error: { message: 'the signal {primitive} breaks a rule: {description}', retryable: false },
  flow_guard_error: { message: 'a run of {primitive} breaks a rule: {description}', retryable: false },
  projection_guard_error: { message: 'a row of {primitive} breaks a rule: {description}', retryable: false },
  scenario_guard_error: { message: 'the expectation {primitive} breaks a rule: {description}', retryable: false },
  semantic_guard_unavailable_error: { message: 'nobody judged the rule: {description}', retryable: false },
} as const satisfies Record<string, CodeEntry>

export type ViolationCode = keyof typeof violations
export type ErrorCode = keyof typeof errors
export type WarningCode = keyof typeof warnings
