import type { Code } from './catalogue.js'

/** What stands behind each code, for `tenon explain` and docs/diagnostics.md: Markdown, without headings. */
export const explanations: Readonly<Record<Code, string>> = {
  // ---- reading
  source_not_found_error:
    'Tenon looks for `app.yaml` and `modules.yaml` in the folder it runs in (or the one named with `-C`) and then upwards, as far as the project reaches. The manifest may name another spec with its key `app`.',
  source_ambiguous_error:
    'Both spellings of an ending are accepted, `.yaml` and `.yml`. Where both files are there, one of them would be ignored, and nobody could tell which.',
  source_unreadable_error:
    'The path exists, and what stands there cannot be read as a file: it is a folder, a socket, or belongs to somebody else.',
  source_encoding_error:
    'Specs and manifests are UTF-8, with or without a byte order mark. Guessing another encoding would change names silently, so nothing is guessed.',
  source_too_large_error:
    'A spec is written by people. One beyond the limit is nearly always data that was put into it by mistake.',

  // ---- the language
  authoring_parse_error: `The text is not one YAML 1.2 document of the core schema. What other readers of YAML accept and this one does not:

- a key that stands twice in one mapping,
- merge keys (\`<<\`) and tags (\`!custom\`),
- a second document behind \`---\`,
- aliases that expand to more than the document could ever mean.

Under this schema \`on\`, \`yes\` and \`no\` are text, and so are dates.`,
  authoring_spec_invalid:
    'A key that the language knows holds something else than it may hold, or a required key is missing. The path behind the message says where.',
  spec_unknown_key_error:
    'A mapping with a fixed set of keys has another one. Tenon never ignores a key: one that is misspelt would silently do nothing. A key that begins with `x-` is yours and is kept.',
  spec_duplicate_id_error:
    'Ids are unique within their section, over all files of the spec: queries, mutations, and so on. A query and a mutation may share one.',
  spec_reference_not_found_error:
    'A name points to a collection, action, projection, signal, role or port that nothing declares, or `include` to a file that is not there. What depends on it is not checked any further, so correcting the name may show more.',
  spec_contract_conflict_error:
    'Two places of the spec cannot both be right: a name that is used for two things, a call that passes what the target does not take, actions, roles or included files that lead back to themselves, a payload without a required member, a value such as the default policy that two files give.',
  spec_section_unsupported_error:
    'The key belongs to the language, and this version of Tenon does not compile it. Accepting it would mean to drop it, so it is an error.',
  spec_effect_undeclared_error:
    'An action lists what it may do to the world: `write`, `network`, `emit`, `session`. `compute` and `read` are always allowed. What it really does follows from the ports and actions that it calls and from what it emits.',
  spec_effect_unused_warning:
    'The action lists an effect that nothing in it has. A list that promises too much hides the day on which it becomes true.',
  unsupported_scalar_type:
    'A type is one of `text`, `id`, `int`, `number`, `bool`, `timestamp`, with `!` behind it where a value is required; or a mapping with `object`, `array` or `enum`. There are no unions, maps or references.',
  unsupported_expression_error:
    'An expression is a scalar, a list of expressions, or a mapping with one key, the operator, whose value is the list of arguments. In data (`with`, `return`, `payload`) an expression stands under `$expr`, and a bare text is always just text.',
  expression_reference_error: `Each place sees certain names only:

| place | names |
|---|---|
| steps, \`return\` and \`emits\` of an action | \`input\`, \`session\`, \`principal\`, \`ctx\`, earlier bindings |
| a local capability | \`input\`, earlier bindings |
| \`where\` of a projection or a query | \`row\`, \`input\`, \`principal\`, \`ctx\`; in a join also the aliases |
| \`run.input\` of a mutation | \`input\`, \`principal\`, \`ctx\` |
| \`event_key\` of a signal | \`payload\`, \`ctx\` |
| \`trigger.input\` and \`args\` of a scenario | \`captured\`, \`principal\`, \`persona\` |
| \`capture\` of a scenario | the same and \`result\`, \`output\`, \`rows\`, \`signals\`, \`ctx\` of the last trigger |
| guards of an expectation | \`captured\`, \`result\`, \`output\`, \`rows\`; behind \`signal\` also \`signal\`, \`payload\` |
| \`migrate\` of a signal | \`payload\`, of the version before |
| \`pre\` guards of an action | \`input\`, \`principal\`, \`ctx\` |
| \`post\` guards of an action | what steps see, and \`output\` |
| steps, \`guards\` and \`idempotency.key\` of a flow | \`payload\`, \`signal\`, \`state\`, \`principal\`, \`ctx\`; steps and guards also earlier bindings |
| \`correlate_by\` of a flow | \`payload\`, \`signal\`, \`principal\`, \`ctx\`: the state is found by this key |
| guards of a signal | members of the payload, \`payload\`, \`signal\`, \`principal\`, \`ctx\` |
| invariants of a collection | fields of the record, \`record\`, \`before\`, \`op\`, \`principal\`, \`ctx\` |

\`principal\` has \`subject\`, \`claims\`, \`tags\` and \`roles\`; \`ctx\` has \`id\`, \`now\` and \`traceId\`. Where the type of a name is known, its members are checked too.`,
  expression_type_mismatch_error:
    'The types of both sides are known, and the operator can never do what is meant with them: a number compared with text, a text added to a number. At run time this would be a failed call, or a filter that never matches.',
  domain_runtime_ir_invalid_error:
    'A step of an action is one of three things: `call` (with `with`, `as`), `expr` with `as`, or `if` with `then` (and `else`). A step of a flow is `run` (with `with`, `as`, `retry`), `set`, or `if`. A step that is two of them, or none, has no meaning.',
  spec_invariant_invalid_error:
    'Something in `invariants` is not what it has to be: a rule without `description` or `rule`, an `applies_to` that names no kind of patch, or a rule that is a text, which would always hold. Unknown keys have a code of their own.',
  invariant_policy_invalid:
    'Every write of a collection is held against its invariants, whoever writes. `abort` refuses the call, `log_and_continue` leaves a warning, `emit_violation` leaves the signal `guard.violated`. `fail_action` belongs to guards of actions, signals and flows.',
  guard_policy_invalid:
    '`on_fail` is `abort` (the default), `fail_action`, which is the same, `log_and_continue`, which leaves a warning, or `emit_violation`, which leaves the signal `guard.violated`. Guards of projections have no `fail_action`, for there is no action to fail; guards in scenarios always abort.',
  guard_policy_error:
    'Guards have two tiers. Structural rules are expressions, and are evaluated every time. Semantic rules are plain words, and a judge decides some of them; invariants of collections and guards of projections have none. A text under `structural` is refused as well: as an expression it always holds.',
  signal_migration_chain_error:
    'History keeps payloads as they were when they were emitted. `migrate` lifts an older one to the current version, one step after the other, so each version from the oldest step on needs exactly one step, up to `version` itself.',
  signal_event_key_missing_error:
    'History takes one emission for the same as another when both have one signal and one event key. Without `event_key` the key is `payload.id`; without that, too, or with a key that reads nothing, nothing could be told apart. Outside of history the place of the signal in its call will do.',
  timeline_group_key_missing_warning:
    'Each record of a timeline belongs to the group that its payload names under `group_by`. A listed signal whose payload has no such member adds nothing to any group; an answer counts its records in `meta.ungrouped_records`.',
  retention_exceeds_history_warning:
    '`persist.retention` says how long a group lives after its last record, `app.history.retention` how long records are kept. Where the first is longer, there are groups whose records are gone: a rebuild cannot make them again, and `history_complete` is false then.',
  projection_plan_invalid_error:
    'A projection says which rows it has (`collection`, or `primary` and `join`), how they are sorted, and how they are paged. Every row of an answer has a place, so `sort` and `pagination` are required. An aggregate says what makes a group and what is told of it. A timeline needs `app.history.enabled: true`; it either accumulates (`group_by`, `start` and `when`) or has a row for each record (none of them). `as_of` asks a timeline alone.',
  spec_binding_conflict_error:
    'A source of a binding is `bucket.name`. The buckets are `path`, `query` and `body` on the http and web surfaces, `args` and `flags` on the command line, `query` and `body` on the webhook surface; headers cannot be bound. `path.x` needs a segment `:x` in the path, and `path.*` a final `*`. A list or an object comes from the body, because a text cannot hold it.',
  binding_field_not_declared:
    'The left side of an entry of `bind` is an input that the query, mutation or route declares under `in`.',
  binding_required_input_unbound_warning:
    'The entrypoint requires the input and no default stands in for it, so a surface that does not bind it refuses every request with `binding_error`.',
  dispatch_matcher_missing:
    'A binding says by what its requests are known. Only routes (by their id), and on the web surface queries and mutations (by the intent of their id), need nothing.',
  dispatch_matcher_invalid: `What cannot match any request, or cannot be understood:

- a path that does not begin with \`/\`, that has an empty segment, a name twice, or a \`*\` before its end,
- a method that is no word, a command whose words begin with a dash,
- an entry of \`x-dispatch\` whose \`key\` the surface does not have, or whose \`op\` does not go with it.`,
  dispatch_matcher_ambiguous:
    'Two bindings of one surface have the same conditions and the same score, so that no request could ever be told apart. How the segments `:name` are called makes no difference. Paths that overlap only for some requests, such as `/a/:x` and `/:y/b`, are found when such a request comes.',
  scenario_ir_invalid_error:
    'A step of a scenario has a `trigger`, a `capture` or an `expect`, which are done in this order. A trigger names one mutation, query or route. An expectation names at least one of `query`, `signal`, `projection` and `flow_completed`. `expect_code` says with which code a call must be refused or fail, so it needs `expect_status: rejected` or `error`.',
  identifier_collision_error:
    'Generated TypeScript names are made from ids: `list_board` becomes `listBoard`. Two ids that differ only in their separators give one name, and one of the two would be lost.',
  session_ir_invalid_error: `The session is each user's workspace: closed, typed, and complete from the start. So a default fits its field, a required field has one, and whatever is written or cleared is a path that exists: a field, or a member of a field that is an object.

An action that writes a path it computes must say under \`paths\` what its \`session_outcome_intent\` clears, because nobody else could.`,
  view_root_node_not_found: 'A screen lists its outermost nodes under `root_nodes`; each is one of `views.nodes`.',
  view_node_contract_error:
    'Nodes form a tree that is walked from the roots of a screen: a node that is within itself would never end. `statePath` is the path of the session that an input writes, so it must be there.',
  view_expression_reference_error: `Each place of the views sees certain names only:

| place | names |
|---|---|
| \`args\` of a slot | \`data\` and \`data_meta\` of earlier slots, \`session\`, \`input\`, \`principal\`, \`ctx\` |
| \`props\` of a node | the same, of all slots |
| \`input\` of an interaction | the same, and \`row\` and \`event\` |

\`data.<slot>\` is the list of rows, \`data_meta.<slot>\` what the query says of them. \`input\` holds the inputs of the routes that render the screen; where several do, those that all of them take. A node that several screens show sees what all of them have.`,
  interaction_dispatch_contract_error:
    'What an interaction dispatches is a call like any other: the entrypoint must exist, its inputs must be declared, and the required ones must be given.',
  reachability_requirement_ambiguous:
    '`wiring.requirements.capabilities` says how ports are reached. Two entries say different things of one port, and Tenon never chooses.',
  reachability_mode_invalid:
    'The mode of a required port is one of three words. `local`: a module of the manifest serves it. `delegated`: the host calls it elsewhere, through its port `capabilityDelegation`. `unreachable`: this app never calls it.',
  unreachable_emit_warning: 'The condition under `when` is the same for every call, and it is false.',

  // ---- composition
  manifest_parse_error: 'The manifest is read by the same rules as the spec; see `authoring_parse_error`.',
  manifest_invalid_error:
    'A key of the manifest holds something else than it may hold, a required one is missing, or it belongs to another kind of module. Every module has `id`, `kind` and `source`; `name`, `aliases` and `capabilities` are of natives, `registers` is of initializers, `lifetime`, `isolation` and `limits` are of guests.',
  manifest_unknown_key_error:
    'The manifest knows no such key at this place. Tenon never ignores a key: one that is misspelt would silently do nothing. A key that begins with `x-` is yours.',
  manifest_version_unsupported_error:
    'The first key of a manifest, `tenon`, is the number of its format. A manifest of a later format may mean something else by the same keys, so it is not read at all.',
  module_duplicate_id_error:
    'Bindings, requirements and the lockfile name modules by id, so an id belongs to one module, whatever its kind.',
  module_duplicate_name_error:
    'What a guest may `require` is one namespace: names and aliases of natives, names that initializers register, and those that a preset gives. Some natives bring globals along (`console`, `Buffer`): one guest cannot have the same global of two natives. Those of a native of your own are not seen here, because nothing of it is run.',
  module_source_not_found_error:
    'A source is one of three things: a module that comes with Tenon (`tenon:sqlite`), a path relative to the manifest that begins with `./` or `../`, or the name of an installed package.',
  module_source_invalid_error:
    'The source is there, and is not a module of the kind that the manifest says: it cannot be read as code, it has no default export, or it is a built-in of another kind.',
  module_requires_unknown_error:
    'Guests require natives, by the names that natives and initializers give. Natives and initializers require other modules, by id.',
  module_order_error:
    'Modules start in the order in which they stand, so what a module requires stands before it. Tenon checks this order and never solves it: the order is part of what you wrote, and part of the lockfile.',
  module_requires_cycle_error:
    'Each of the modules would have to start before the others. No order helps; one of the requirements has to go.',
  module_claim_conflict_error:
    'A claim is a word for something that only one module may own: a port of the machine, a global name. Two modules with one claim would fight over it at run time.',
  module_config_invalid_error: `The config of a built-in is checked against what it takes; those that are not listed take nothing.

| built-in | config |
|---|---|
| \`tenon:sqlite\` | \`file\` |
| \`tenon:database\` | \`store\` (the id of the module that keeps the app's data) or \`file\`; \`access\`: \`read\` or \`write\`; \`maxRows\`, \`maxKb\` |
| \`tenon:fs\` | \`root\`; \`access\`: \`read\` or \`write\`; \`mounts\`, \`maxReadKb\` |
| \`tenon:exec\` | \`commands\`; \`timeoutMs\`, \`outputKb\`, \`cwd\`, \`env\` |
| \`tenon:fetch\` | \`origins\`; \`maxBodyKb\`, \`timeoutMs\`, \`headers\` |
| \`tenon:process\` | \`env\` |
| \`tenon:llm\` | its engines, which it checks itself when it starts |`,
  env_reference_invalid_error:
    'Texts within `config` may take values from the environment: `${env:NAME}`, or `${env:NAME:-default}` where there is something to fall back on. They are resolved when the app starts, never when it is built. Anything else that begins with `${` is taken for a misspelling.',
  port_unknown_error:
    'A module provides what nobody could call. A port is declared in the spec, under `domain.capabilities` and without `do` and `return`, or it is one of the standard ports.',
  port_unbound_error:
    'Some entrypoint reaches a step that calls this port, and no module of the manifest provides it. The first frame shows where the port is needed, the others where it is declared and where modules are listed. A built-in module that would serve it is offered, and an installed package whose `package.json` says that it does.',
  port_version_mismatch_error:
    'Versions of a port are compared exactly: another version is another contract. Both are shown, each in its file.',
  port_ambiguous_error:
    'Two modules provide the port, and Tenon never chooses. `bindings` names the one that serves it.',
  binding_unknown_module_error: 'A binding gives a port to a module by its id, and no module has this id.',
  binding_unknown_port_error: 'The key of a binding is `port@version`, of a port that exists at exactly this version.',
  binding_not_provided_error:
    'The module exists and does not say that it provides the port. If it does, add the port to its `provides`.',
  guest_require_denied_error:
    'There is a native of that name, and the manifest does not grant it to this guest. What a guest may reach is decided in one place, the `requires` of its module, and holds for everything that is bundled with it: files of its own and packages alike. The frames lead from the entry of the guest to the line that asks.',
  guest_require_unknown_error:
    'What a guest imports is one of three things: a file of its own, an installed package without needs of its own, which is bundled with it, or a native that the manifest grants it. Parts of Node are none of these, unless a native has their name.',
  guest_require_dynamic_error:
    'What a guest may reach is proved when the app is built. A `require` or `import` whose name is computed, and a `require` that is handed on as a value, cannot be proved, so they are refused in packages as well.',
  guest_export_missing_error: `A guest serves its ports with functions under their names, without versions:

\`\`\`ts
export default {
  'ticket.triage': async (input, call) => ({ priority: 'high' }),
}
\`\`\`

A member that is no port of the module could never be called, so it is refused too. What the code makes when it runs is not seen here; the type check and the start of the app see it.`,
  guest_limits_invalid_error: `A limit of nothing would refuse every call, and one beyond what a VM can have would never be reached:

| limit | from | to | default |
|---|---|---|---|
| \`memory_mb\` | 1 | 1024 | 32 |
| \`stack_kb\` | 1 | 32; in a worker 1024 | 32 |
| \`cpu_ms\` | 1 | 60000 | 50 |
| \`wall_ms\` | 1 | 600000 | 2000 |
| \`host_calls\` | 1 | 1000000 | 100 |
| \`output_kb\` | 1 | 65536 | 256 |`,
  guest_target_invalid_error:
    'A guest runs in a VM of WebAssembly that Tenon reads from its own package, and that only Node lets it do. A provider runs wherever the app does, but nothing holds it back: what it may use is a matter of trust.',
  provider_type_error:
    'The default export of every provider, native and initializer is held against what the manifest says of it: a provider has a function for each port that it provides, which takes the input and gives the output of the port, and the `config` of the manifest is what the code takes. Files of the project that it imports are checked with it, as strictly as the `tsconfig.json` of the project says. A package is held by the types that it brings; JavaScript where it begins with `// @ts-check`. Code that has not changed since the last build is not looked at again.',
  guest_type_error:
    'Guests in TypeScript are checked as they run: with the types of ES2023, of what the manifest grants, and nothing of Node or the web; and what each exports is held against the ports that it provides. Guests in JavaScript are checked where they begin with `// @ts-check`. An editor does the same with a `tsconfig.json` beside the guests that includes the generated `guest.d.ts` and has `types: []`.',
  guest_policy_widened_error:
    'The lockfile holds what each guest may use: what it requires, its limits, its isolation and its lifetime. A guest that asks for more than was locked is no ordinary change, whoever changed it, so `--update-lock` alone does not accept it: each guest is named with `--allow-policy`. One that asks for less is an ordinary difference.',
  lockfile_missing_error:
    'With `--frozen`, the default where `CI` is set, the lockfile must be there and be right: what is built is exactly what was committed.',
  lockfile_stale_error:
    'The lockfile says what the app is composed of: modules, sources, versions, contracts, order, bindings. An ordinary build lets it follow edits of the spec and of local code; what is composed changes only with `tenon lock` or `--update-lock`, and with `--frozen` nothing may change.',
  lockfile_integrity_error:
    'The code behind a module is not the code whose hash was locked. For a package at the same version this should never happen by itself.',
  generated_stale_error:
    'The file is not what this version of Tenon generates from the project as it stands: the spec, the manifest, the code of a guest or Tenon has changed since, or the file is gone. The message says what differs first: a field, with its path, in a file of JSON, and a line in any other. `tenon.json` holds the hash of each input, the options and the version of Tenon, so the hint can say which of them is another now.',
  generated_edited_error:
    'The file is neither what was generated last nor what would be generated now, so somebody changed it. It is not overwritten, because the change would be lost. `--force` overwrites it.',
  bundle_error:
    'esbuild could not bundle the app. The message is its own, and so is the place: nearly always a module that imports what is not there.',
  module_unused_warning:
    'Nothing needs the module: no port that it provides is reached, or no module requires its name. It would be loaded, started and closed for nothing.',
  binding_unused_warning: 'A binding chooses between modules that provide one port. Here there is only one.',

  // ---- suppressions
  suppression_invalid_error:
    'A comment that begins with `tenon-ignore` suppresses one warning, by its code, in the line that it ends or in the next one that is more than a comment. Errors cannot be suppressed: what is composed and emitted rests on there being none. A code that does not exist would suppress nothing for ever.',
  suppression_reason_missing_error:
    'A warning that somebody chose to live with is a decision. Behind the colon stands why, for whoever meets it next: `# tenon-ignore module_unused_warning: the port comes with the next release`.',
  suppression_unused_warning:
    'The line has no such warning, because what it was about is gone or has moved. Left where it is, the comment would hide the same warning on the day that it comes back. This is told only of a project without errors: others were not looked at to the end.',
}
