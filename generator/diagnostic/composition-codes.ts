import type { CatalogueEntry } from './catalogue-entry.js'

/** What can be wrong with how an app is composed: the manifest, its modules, the lockfile and what is generated. */
export const compositionCodes = {
  manifest_parse_error: {
    severity: 'error',
    message: 'this is not the YAML that is expected: {problem}',
    help: 'One YAML 1.2 document, core schema: no tags, no merge keys, no key twice in one mapping.',
  },
  manifest_invalid_error: {
    severity: 'error',
    message: '{problem}',
    help: 'The value must have the shape that the manifest gives to this key.',
  },
  manifest_unknown_key_error: {
    severity: 'error',
    message: '{where} has no key "{key}"',
    help: 'Remove it, or begin it with "x-" to keep a note of your own there.',
  },
  manifest_version_unsupported_error: {
    severity: 'error',
    message: 'the manifest is of format {version}; this version of Tenon reads format 1',
    help: 'Write "tenon: 1" in the first line.',
  },
  module_duplicate_id_error: {
    severity: 'error',
    message: 'two modules have the id "{id}"',
    help: 'Module ids are unique over all modules; rename one of the two.',
  },
  module_duplicate_name_error: {
    severity: 'error',
    message: 'two modules give guests the name "{name}"',
    help: 'Natives, their aliases and registered names share one namespace, and so do the globals of a guest; rename one of the two, or grant one.',
  },
  module_source_not_found_error: {
    severity: 'error',
    message: 'module "{module}" has no source: there is no {source}',
    help: 'A source is a built-in ("tenon:…"), a path relative to the manifest, or an installed package.',
  },
  module_source_invalid_error: {
    severity: 'error',
    message: 'the source of module "{module}" cannot be used: {problem}',
    help: "A module's source file has one default export: defineProvider({ … }) for a provider.",
  },
  module_requires_unknown_error: {
    severity: 'error',
    message: 'module "{module}" requires "{required}", which no module gives',
    help: 'Add the module to the manifest before this one, or correct the name.',
  },
  module_order_error: {
    severity: 'error',
    message: 'module "{module}" requires "{required}", which stands after it',
    help: 'Modules start in the order of the manifest: move the required module before this one.',
  },
  module_requires_cycle_error: {
    severity: 'error',
    message: 'modules require each other in a circle: {cycle}',
    help: 'Remove one of the requirements.',
  },
  module_claim_conflict_error: {
    severity: 'error',
    message: 'modules "{left}" and "{right}" both claim "{claim}"',
    help: 'Only one module may hold a claim; remove one of the two modules or its claim.',
  },
  module_config_invalid_error: {
    severity: 'error',
    message: 'the config of module "{module}" does not fit: {problem}',
    help: 'The config must have the shape that the module declares.',
  },
  env_reference_invalid_error: {
    severity: 'error',
    message: '"{text}" is not a reference to the environment',
    help: 'Write ${env:NAME} or ${env:NAME:-default}; NAME is letters, digits and underscores.',
  },
  port_unknown_error: {
    severity: 'error',
    message: 'module "{module}" provides the port "{port}", which the app spec does not declare',
    help: 'Declare the port under domain.capabilities, or remove it here.',
  },
  port_unbound_error: {
    severity: 'error',
    message: 'no module of {manifest} provides the port {port}@{version}, which {neededBy} needs',
    help: 'Add a module to the manifest that provides it.',
  },
  port_version_mismatch_error: {
    severity: 'error',
    message: '{neededBy} needs {port}@{version}, but module "{module}" provides {port}@{provided}',
    help: 'Make the version in the app spec and the version in the manifest the same.',
  },
  port_ambiguous_error: {
    severity: 'error',
    message: 'modules {modules} all provide {port}@{version}',
    help: 'Say under "bindings" which of them serves the port.',
  },
  binding_unknown_module_error: {
    severity: 'error',
    message: 'the binding of {port} names the module "{module}", which does not exist',
    help: 'Name a module of this manifest.',
  },
  binding_unknown_port_error: {
    severity: 'error',
    message: 'a binding names the port "{port}", which the app spec does not declare',
    help: 'A binding is "port@version: module"; correct the port or remove the line.',
  },
  binding_not_provided_error: {
    severity: 'error',
    message: 'module "{module}" does not provide {port}',
    help: 'Bind the port to a module that provides it.',
  },
  guest_require_denied_error: {
    severity: 'error',
    message: 'guest "{module}" requires "{required}", which it is not granted',
    help: 'A guest gets what its "requires" lists in the manifest, and nothing else.',
  },
  guest_require_unknown_error: {
    severity: 'error',
    message: 'guest "{module}" requires "{required}", which is no native of this app and no installed package',
    help: 'Correct the name, install the package, or add a module to the manifest that gives it.',
  },
  guest_require_dynamic_error: {
    severity: 'error',
    message: 'guest "{module}" requires something that is only known when the code runs',
    help: 'Write the name as a text in the call itself: require("name").',
  },
  guest_export_missing_error: {
    severity: 'error',
    message: 'the default export of guest "{module}" does not fit: {problem}',
    help: 'The default export of a guest is an object with one function for each port that the module provides.',
  },
  guest_limits_invalid_error: {
    severity: 'error',
    message: '{problem}',
    help: 'Every limit is a whole number that a call of a guest can be held to; one that is absent has a default.',
  },
  provider_type_error: {
    severity: 'error',
    message: '{kind} "{module}" does not fit its types: {problem}',
    help: 'What a module gives and takes is typed in the generated contracts.ts and in tenon/provider; --no-types leaves this check out.',
  },
  guest_target_invalid_error: {
    severity: 'error',
    message: 'guest "{module}" cannot run where the app does: the VM of a guest needs Node, and the target is {target}',
    help: 'Let the app run on Node ("target: node"), or make the guest a provider.',
  },
  guest_type_error: {
    severity: 'error',
    message: 'guest "{module}" does not fit its types: {problem}',
    help: 'What a guest may require and must export is typed in the generated guest.d.ts; --no-types leaves this check out.',
  },
  guest_policy_widened_error: {
    severity: 'error',
    message: 'guest "{module}" asks for more than {file} allows it: {delta}',
    help: 'If that is meant, name the guest: "tenon lock --allow-policy <id>", and commit the file.',
  },
  lockfile_missing_error: {
    severity: 'error',
    message: '{file} is missing',
    help: 'Run "tenon build" without --frozen and commit the file.',
  },
  lockfile_stale_error: {
    severity: 'error',
    message: '{file} is out of date: {delta}',
    help: 'Run "tenon lock" and commit the file.',
  },
  lockfile_integrity_error: {
    severity: 'error',
    message: 'the code of module "{module}" is not what {file} holds',
    help: 'If the change is meant, run "tenon lock" and commit the file.',
  },
  generated_stale_error: {
    severity: 'error',
    message: '{file} is not what this version of the project generates: {problem}',
    help: 'Run "tenon generate" and commit the result.',
  },
  generated_edited_error: {
    severity: 'error',
    message: '{file} was edited by hand',
    help: 'Delete the file and run "tenon generate"; put changes into the spec or into a module instead.',
  },
  bundle_error: {
    severity: 'error',
    message: 'the bundle could not be made: {problem}',
    help: 'This comes from the code that is bundled; the place is its own.',
  },
  module_unused_warning: {
    severity: 'warning',
    message: 'module "{module}" is not used: {problem}',
    help: 'Remove the module, or let something need it.',
  },
  binding_unused_warning: {
    severity: 'warning',
    message: 'the binding of {port} decides nothing: only one module provides it',
    help: 'Remove the line.',
  },
} as const satisfies Record<string, CatalogueEntry>
