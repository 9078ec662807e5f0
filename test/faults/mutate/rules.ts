// What the language says of places in a spec and in a manifest, written down from its description and not from the grammar of the
// generator: this is what mutants are held against. `*` is any key, `#` any index, `STEP` a step of an action however deep,
// `FLOWSTEP` one of a flow, `TYPE` a type however deep.

const step = 'do/\\d+(?:/(?:then|else)/\\d+)*'
const flowStep = 'steps/\\d+(?:/(?:then|else)/\\d+)*'

/** The expression that paths of a pattern match. */
export function matcherOf(pattern: string): RegExp {
  const source = pattern
    .replaceAll('TYPES', '(?:in|out|fields|payload|state)')
    .replaceAll('*', '[^/]+')
    .replaceAll('#', '\\d+')
    .replaceAll('FLOWSTEP', flowStep)
    .replaceAll('STEP', step)
  return new RegExp(`^(?:${source})$`)
}

/** A mapping whose keys are fixed. */
export interface FixedKeys {
  readonly at: RegExp
  readonly required: readonly string[]
  readonly keys: readonly string[]
  /** The code of a required key that is missing. */
  readonly missing: string
  /** The code of a key that is not known. */
  readonly unknown: string
}

/** `keys` are words, those with `!` required. */
function fixed(pattern: string, keys: string, codes: Partial<Pick<FixedKeys, 'missing' | 'unknown'>> = {}): FixedKeys {
  const words = keys.split(' ')
  return {
    at: matcherOf(pattern),
    required: words.filter((word) => word.endsWith('!')).map((word) => word.slice(0, -1)),
    keys: words.map((word) => word.replace('!', '')),
    missing: codes.missing ?? 'authoring_spec_invalid',
    unknown: codes.unknown ?? 'spec_unknown_key_error',
  }
}

const entrypoint = 'id! access in!'
const common = 'strategy! where search pagination! guards'
const inModule = { missing: 'manifest_invalid_error', unknown: 'manifest_unknown_key_error' }

/** In a spec, in whatever file. Where two match, the first counts. */
export const specKeys: readonly FixedKeys[] = [
  fixed('app', 'id! name! tz! history'),
  fixed('app/history', 'enabled provider retention'),
  fixed('domain', 'collections signals capabilities actions flows projections'),
  fixed('domain/collections/*', 'fields! invariants'),
  fixed('domain/collections/*/invariants', 'on_fail applies_to structural'),
  fixed('domain/collections/*/invariants/structural/#', 'description! rule!', {
    missing: 'spec_invariant_invalid_error',
  }),
  fixed('domain/signals', 'custom'),
  fixed('domain/signals/custom/*', 'description version payload! event_key migrate guards'),
  fixed('domain/signals/custom/*/migrate/#', 'from_version! payload!'),
  fixed('domain/(?:signals/custom|flows)/*/guards', 'on_fail structural semantic'),
  fixed('domain/projections/*/guards', 'on_fail structural'),
  fixed('domain/actions/*/guards', 'on_fail pre post'),
  fixed('domain/actions/*/guards/(?:pre|post)', 'structural semantic'),
  fixed('(?:domain|scenarios)/.*/structural/#', 'description! rule!'),
  fixed('(?:domain|scenarios)/.*/semantic/#', 'description! rule! confidence sampling'),
  fixed(
    'domain/actions/*',
    'description effects in out defaults guards do emits return session_outcome_intent failure',
  ),
  fixed('domain/actions/*/session_outcome_intent', 'on_success on_rejection on_error reason paths'),
  fixed('domain/actions/*/failure', 'on_step_error on_signal_error rollback'),
  fixed('domain/actions/*/emits/#', 'signal! when payload!'),
  fixed('domain/actions/*/STEP/retry', 'max_attempts backoff_ms'),
  fixed('domain/flows/*', 'on! correlate_by state lifecycle idempotency guards steps!'),
  fixed('domain/flows/*/lifecycle', 'state_ttl_seconds max_idempotency_keys max_runs_per_correlation'),
  fixed('domain/flows/*/idempotency', 'policy key'),
  fixed('domain/projections/*/primary', 'collection! as!'),
  fixed('domain/projections/*/join/#', 'as! collection! type on! fields'),
  fixed('domain/projections/*/search', 'arg! fields!'),
  fixed('domain/projections/*/sort', 'by_arg order_arg allowed default_by! default_order'),
  fixed('domain/projections/*/sort/#', 'field! direction'),
  fixed(
    'domain/projections/*/pagination',
    'mode! page_arg! page_size_arg! default_page default_page_size! max_page_size!',
  ),
  fixed('domain/projections/*/metrics/#', 'id! op! field'),
  fixed('domain/projections/*/order_by', 'field direction'),
  fixed('domain/projections/*/rebuild', 'mode from'),
  fixed('domain/projections/*/persist', 'retention'),
  fixed('session', 'fields! defaults'),
  fixed('views', 'nodes screens'),
  fixed('views/nodes/#', 'id! type! props children'),
  fixed('views/nodes/#/props/interactions/*', 'trigger! label dispatch! optimistic'),
  fixed('views/nodes/#/props/interactions/*/dispatch', 'entrypointKind! entrypointId! input'),
  fixed('views/nodes/#/props/interactions/*/optimistic', 'pendingText'),
  fixed('views/screens/#', 'id! data root_nodes'),
  fixed('views/screens/#/data/*', 'query! refresh_on_signals args'),
  fixed('queries/#', `${entrypoint} defaults where returns!`),
  fixed('queries/#/returns', 'projection! as_of'),
  fixed('mutations/#', `${entrypoint} run!`),
  fixed('mutations/#/run', 'actionId! input!'),
  fixed('routes/#', 'id! access in defaults renders!'),
  fixed('(?:queries|mutations|routes)/#/access', 'roles!'),
  fixed('access', 'default_policy! roles!'),
  fixed('access/roles/*', 'description extends derive'),
  fixed('access/roles/*/derive', 'auth_is_authenticated auth_claim_equals', {
    unknown: 'spec_section_unsupported_error',
  }),
  fixed('personas/*', 'description! traits history tags'),
  fixed('scenarios/*', 'tags context steps!'),
  fixed('scenarios/*/context', 'persona principal session provider_overrides'),
  fixed('scenarios/*/context/principal', 'subject claims tags'),
  fixed('wiring', 'surfaces requirements'),
  fixed('wiring/surfaces', 'http web cli webhook', { unknown: 'spec_section_unsupported_error' }),
  fixed('wiring/surfaces/*', 'queries mutations routes'),
  fixed('wiring/surfaces/*/*/*', 'bind! method path route source command x-dispatch'),
  fixed('wiring/surfaces/*/*/*/command', 'path! when'),
  fixed('wiring/surfaces/*/*/*/command/when', 'flags'),
  fixed('wiring/surfaces/*/*/*/x-dispatch', 'matcher!'),
  fixed('wiring/surfaces/*/*/*/x-dispatch/matcher', 'surfaceType! clauses! priorityBias'),
  fixed('wiring/surfaces/*/*/*/x-dispatch/matcher/clauses/#', 'key! op! value'),
  fixed('wiring/requirements', 'capabilities'),
  fixed('wiring/requirements/capabilities/#', 'portId! portVersion! mode!'),
]

/** Mappings whose keys depend on what stands in them. */
export const chosenKeys = {
  collection: fixed('domain/projections/*', `${common} collection! fields sort!`),
  join: fixed('domain/projections/*', `${common} primary! join! fields! sort!`),
  aggregate: fixed('domain/projections/*', `${common} primary! join group_by! metrics! sort!`),
  timeline: fixed(
    'domain/projections/*',
    `${common} signals! group_by order_by start when remove_when rebuild persist sort`,
  ),
  localCapability: fixed('domain/capabilities/*', 'in out do return!'),
  port: fixed('domain/capabilities/*', 'version in! out! effects'),
  call: fixed('domain/actions/*/STEP', 'call with as timeout_ms retry on_timeout on_error'),
  compute: fixed('domain/(?:actions|capabilities)/*/STEP', 'expr as!'),
  branch: fixed('domain/(?:actions|flows)/*/(?:STEP|FLOWSTEP)', 'if then! else'),
  run: fixed('domain/flows/*/FLOWSTEP', 'run with as retry'),
} as const satisfies Record<string, FixedKeys>

/** In a manifest. */
export const manifestKeys: readonly FixedKeys[] = [
  fixed('', 'tenon app out target presets modules bindings', inModule),
  fixed(
    'modules/#',
    'id! kind! source! config provides name aliases capabilities requires claims registers lifetime isolation limits',
    inModule,
  ),
  fixed('modules/#/limits', 'memory_mb stack_kb cpu_ms wall_ms host_calls output_kb', inModule),
]

/** A scalar that names something declared elsewhere, and the code where it does not exist. */
export interface ReferencePlace {
  readonly at: RegExp
  /** Where what it names is declared: the pattern of the declarations' paths, whose last step is the name; null: not in the spec. */
  readonly kind: string
  readonly code: string
}

function reference(kind: string, pattern: string, code = 'spec_reference_not_found_error'): ReferencePlace {
  return { at: matcherOf(pattern), kind, code }
}

/** Keys that name something declared elsewhere. */
export const keyReferences: readonly ReferencePlace[] = [
  reference('port', 'scenarios/*/context/provider_overrides/*'),
  reference('signal', 'domain/projections/*/(?:when|remove_when)/*', 'projection_plan_invalid_error'),
  reference('query', 'wiring/surfaces/*/queries/*'),
  reference('mutation', 'wiring/surfaces/*/mutations/*'),
  reference('route', 'wiring/surfaces/*/routes/*'),
  reference('input', 'wiring/surfaces/*/*/*/bind/*', 'binding_field_not_declared'),
]

export const references: readonly ReferencePlace[] = [
  reference('collection', 'domain/projections/*/(?:collection|primary/collection|join/#/collection)'),
  reference('collection', 'domain/actions/*/STEP/with/(?:collection|patch/collection|patches/#/collection)'),
  reference('signal', 'domain/(?:flows/*/on|projections/*/signals)/#'),
  reference('signal', 'domain/actions/*/emits/#/signal'),
  reference('signal', 'views/screens/#/data/*/refresh_on_signals/#'),
  reference('signal', 'scenarios/*/steps/#/expect/signal'),
  reference('callable', 'domain/actions/*/STEP/call'),
  reference('action', 'domain/flows/*/FLOWSTEP/run'),
  reference('action', 'mutations/#/run/actionId'),
  reference('projection', 'queries/#/returns/projection'),
  reference('projection', 'scenarios/*/steps/#/expect/projection'),
  reference('role', '(?:queries|mutations|routes)/#/access/roles/#'),
  reference('role', 'access/roles/*/extends/#'),
  // In the bases, what is looked for by its name in a list is a role among those of the caller.
  reference('role', '.+/in/0'),
  reference('query', 'views/screens/#/data/*/query'),
  reference('query', 'scenarios/*/steps/#/(?:expect|trigger)/query'),
  reference('mutation', 'scenarios/*/steps/#/trigger/mutation'),
  reference('route', 'scenarios/*/steps/#/trigger/route'),
  reference('flow', 'scenarios/*/steps/#/expect/flow_completed'),
  reference('persona', 'scenarios/*/context/persona'),
  reference('node', 'views/nodes/#/children/#'),
  reference('root', 'views/screens/#/root_nodes/#', 'view_root_node_not_found'),
  reference('screen', 'routes/#/renders'),
  reference(
    'entrypoint',
    'views/nodes/#/props/interactions/*/dispatch/entrypointId',
    'interaction_dispatch_contract_error',
  ),
  reference('statePath', 'views/nodes/#/props/statePath', 'view_node_contract_error'),
  reference('sessionPath', 'domain/actions/*/session_outcome_intent/paths/#', 'session_ir_invalid_error'),
  reference('port', 'wiring/requirements/capabilities/#/portId'),
  reference('field', 'domain/projections/*/sort/(?:default_by|#/field|allowed/#)', 'projection_plan_invalid_error'),
  reference(
    'field',
    'domain/projections/*/(?:group_by/#|metrics/#/field|search/fields/#|order_by/field)',
    'projection_plan_invalid_error',
  ),
  reference('field', 'domain/projections/*/(?:join/#/)?fields/#', 'projection_plan_invalid_error'),
]

/** A scalar that is one of a few words, or has one form, and the code where it does not. */
export interface WordPlace {
  readonly at: RegExp
  readonly code: string
}

function word(pattern: string, code = 'authoring_spec_invalid'): WordPlace {
  return { at: matcherOf(pattern), code }
}

export const words: readonly WordPlace[] = [
  word('app/tz'),
  word('app/history/(?:enabled|retention)'),
  word('domain/collections/*/invariants/on_fail', 'invariant_policy_invalid'),
  word('domain/collections/*/invariants/applies_to/#', 'spec_invariant_invalid_error'),
  word('domain/.*/guards/on_fail', 'guard_policy_invalid'),
  word('domain/.*/semantic/#/confidence'),
  word('domain/.*/semantic/#/sampling/*'),
  word('domain/signals/custom/*/version'),
  word('domain/signals/custom/*/migrate/#/from_version'),
  word('domain/(?:actions|capabilities)/*/effects/#'),
  word('domain/capabilities/*/version'),
  word('domain/actions/*/STEP/(?:timeout_ms|on_error|on_timeout|retry/max_attempts|retry/backoff_ms)'),
  word('domain/actions/*/failure/(?:on_step_error|on_signal_error)'),
  word('domain/actions/*/session_outcome_intent/on_(?:success|rejection|error)'),
  word('domain/flows/*/lifecycle/*'),
  word('domain/flows/*/idempotency/policy'),
  word('domain/flows/*/FLOWSTEP/retry/*'),
  word('domain/projections/*/strategy'),
  word('domain/projections/*/join/#/type'),
  word('domain/projections/*/pagination/(?:mode|default_page|default_page_size|max_page_size)'),
  word('domain/projections/*/sort/(?:default_order|#/direction)'),
  word('domain/projections/*/metrics/#/op', 'projection_plan_invalid_error'),
  word('domain/projections/*/order_by/direction'),
  word('domain/projections/*/rebuild/mode'),
  word('domain/projections/*/persist/retention'),
  word('access/default_policy'),
  word('views/nodes/#/props/interactions/*/dispatch/entrypointKind'),
  word('scenarios/*/steps/#/trigger/expect_status', 'scenario_ir_invalid_error'),
  word('wiring/requirements/capabilities/#/mode', 'reachability_mode_invalid'),
  word('wiring/requirements/capabilities/#/portVersion'),
  word('wiring/surfaces/*/*/*/x-dispatch/matcher/(?:priorityBias|clauses/#/op)'),
]

export const manifestWords: readonly WordPlace[] = [
  word('tenon', 'manifest_version_unsupported_error'),
  word('target', 'manifest_invalid_error'),
  word('presets/#', 'manifest_invalid_error'),
  word('modules/#/(?:kind|lifetime|isolation)', 'manifest_invalid_error'),
  word('modules/#/capabilities/#', 'manifest_invalid_error'),
  word('modules/#/provides/#', 'manifest_invalid_error'),
  word('modules/#/limits/*', 'guest_limits_invalid_error'),
]
