/** What a difference means to those who use the app: a call that worked may fail, more is possible, or nothing to see. */
export type Consequence = 'breaking' | 'additive' | 'internal'

interface Rule {
  readonly consequence: Consequence
  /** One sentence. Holes are `{name}`; `{subject}` is what differs: `query "list_board"`. */
  readonly text: string
}

/**
 * Everything in which two states of an app can differ, and what it means. Rules on input speak of what callers give: less
 * breaks. Rules on output speak of what they get, in answers, rows, signals and screens: more than they know breaks.
 */
export const rules = {
  app_id_changed: {
    consequence: 'breaking',
    text: 'the app is called "{is}", and was "{was}": stored data and answers to repeated calls are another app\'s',
  },
  app_setting_changed: { consequence: 'internal', text: 'the {setting} of the app is {is}, and was {was}' },

  entrypoint_removed: { consequence: 'breaking', text: '{subject} can no longer be called' },
  entrypoint_added: { consequence: 'additive', text: '{subject} is new' },

  input_required_added: { consequence: 'breaking', text: '{subject} asks for a new input, "{path}"' },
  input_optional_added: { consequence: 'additive', text: '{subject} takes a new input, "{path}"' },
  input_removed: { consequence: 'breaking', text: '{subject} no longer takes the input "{path}"' },
  input_made_required: { consequence: 'breaking', text: 'the input "{path}" of {subject} can no longer be left out' },
  input_made_optional: { consequence: 'additive', text: 'the input "{path}" of {subject} can now be left out' },
  input_narrowed: {
    consequence: 'breaking',
    text: 'the input "{path}" of {subject} takes less: {is}, and was {was}',
  },
  input_widened: { consequence: 'additive', text: 'the input "{path}" of {subject} takes more: {is}, and was {was}' },
  input_retyped: { consequence: 'breaking', text: 'the input "{path}" of {subject} is {is}, and was {was}' },
  input_default_changed: {
    consequence: 'internal',
    text: 'the input "{path}" of {subject} is {is} where it is left out, and was {was}',
  },
  page_size_lowered: {
    consequence: 'breaking',
    text: '{subject} gives at most {is} rows at once, and gave {was}',
  },
  page_size_raised: { consequence: 'additive', text: '{subject} gives up to {is} rows at once, and gave {was}' },
  sort_key_removed: { consequence: 'breaking', text: '{subject} can no longer be sorted by "{key}"' },
  sort_key_added: { consequence: 'additive', text: '{subject} can now be sorted by "{key}"' },

  output_removed: { consequence: 'breaking', text: '{subject} no longer holds "{path}"' },
  output_added: { consequence: 'additive', text: '{subject} now holds "{path}"' },
  output_may_be_null: { consequence: 'breaking', text: '"{path}" in {subject} may now be null' },
  output_never_null: { consequence: 'additive', text: '"{path}" in {subject} is never null any more' },
  output_widened: {
    consequence: 'breaking',
    text: '"{path}" in {subject} may be more than callers know: {is}, and was {was}',
  },
  output_narrowed: { consequence: 'additive', text: '"{path}" in {subject} is {is}, where it could be {was}' },
  output_retyped: { consequence: 'breaking', text: '"{path}" in {subject} is {is}, and was {was}' },

  access_tightened: { consequence: 'breaking', text: '{subject} is closed to {roles}' },
  access_loosened: { consequence: 'additive', text: '{subject} is open to {roles}' },
  role_tightened: { consequence: 'breaking', text: '{subject} asks for more: {conditions}' },
  role_loosened: { consequence: 'additive', text: '{subject} asks for less, no longer for {conditions}' },
  role_changed: { consequence: 'breaking', text: '{subject} asks for {is}, and asked for {was}' },
  role_added: { consequence: 'internal', text: '{subject} is new' },
  role_removed: { consequence: 'internal', text: '{subject} is gone' },

  refusal_added: { consequence: 'breaking', text: '{subject} is now refused unless: {rule}' },
  refusal_removed: { consequence: 'additive', text: '{subject} is no longer refused for this: {rule}' },

  route_screen_changed: { consequence: 'breaking', text: '{subject} shows the screen "{is}", and showed "{was}"' },
  node_removed: { consequence: 'breaking', text: '{subject} no longer shows the node "{node}"' },
  node_added: { consequence: 'additive', text: '{subject} now shows the node "{node}"' },
  node_may_be_hidden: { consequence: 'breaking', text: '{subject} may now leave out the node "{node}"' },
  node_never_hidden: { consequence: 'additive', text: '{subject} always shows the node "{node}"' },
  node_type_changed: { consequence: 'breaking', text: '{subject} is of type "{is}", and was "{was}"' },
  interaction_removed: { consequence: 'breaking', text: '{subject} no longer has the interaction "{interaction}"' },
  interaction_added: { consequence: 'additive', text: '{subject} now has the interaction "{interaction}"' },
  interaction_changed: {
    consequence: 'internal',
    text: 'the interaction "{interaction}" of {subject} calls {is}, and called {was}',
  },

  address_removed: { consequence: 'breaking', text: '{subject} is no longer reached over {surface} by {was}' },
  address_added: { consequence: 'additive', text: '{subject} is reached over {surface} by {is}' },
  address_changed: {
    consequence: 'breaking',
    text: '{subject} is reached over {surface} by {is}, and was by {was}',
  },
  input_source_removed: {
    consequence: 'breaking',
    text: 'over {surface}, the input "{path}" of {subject} is no longer read from {was}',
  },
  input_source_added: {
    consequence: 'additive',
    text: 'over {surface}, the input "{path}" of {subject} is read from {is}',
  },
  input_source_changed: {
    consequence: 'breaking',
    text: 'over {surface}, the input "{path}" of {subject} is read from {is}, and was from {was}',
  },

  arguments_reordered: {
    consequence: 'breaking',
    text: 'over {surface}, the arguments of {subject} are {is}, in this order, and were {was}',
  },

  port_added: { consequence: 'internal', text: '{subject} is new: a module has to serve it' },
  port_removed: { consequence: 'internal', text: '{subject} is no longer called' },
  port_version_changed: {
    consequence: 'breaking',
    text: '{subject} is of version {is}, and was {was}: what serves it must be, too',
  },
  port_contract_changed: {
    consequence: 'breaking',
    text: 'the {part} of {subject} has changed within one version, and what serves it was written for the other',
  },
  port_effects_changed: { consequence: 'internal', text: '{subject} has the effects {is}, and had {was}' },
  delegation_added: { consequence: 'breaking', text: 'the host has to serve {subject}' },
  delegation_removed: { consequence: 'additive', text: 'the host need no longer serve {subject}' },

  signal_added: { consequence: 'additive', text: '{subject} is new' },
  signal_removed: { consequence: 'breaking', text: '{subject} is no longer emitted' },
  signal_version_changed: { consequence: 'internal', text: '{subject} is of version {is}, and was {was}' },
  signal_key_changed: { consequence: 'internal', text: 'what makes {subject} the same as an earlier one has changed' },

  collection_added: { consequence: 'internal', text: '{subject} is new' },
  collection_removed: { consequence: 'internal', text: '{subject} is gone; what is stored of it stays where it is' },
  stored_field_required: {
    consequence: 'breaking',
    text: 'every record of {subject} must have "{path}", and stored ones may lack it',
  },
  stored_field_optional: { consequence: 'internal', text: 'a record of {subject} may now lack "{path}"' },
  stored_field_retyped: {
    consequence: 'breaking',
    text: '"{path}" of {subject} is kept as {is}, and stored records have it as {was}',
  },
  stored_field_narrowed: {
    consequence: 'breaking',
    text: '"{path}" of {subject} is {is}, and stored records may have what it was: {was}',
  },
  stored_field_changed: { consequence: 'internal', text: '"{path}" of {subject} is {is}, and was {was}' },
  stored_field_added: { consequence: 'internal', text: '{subject} now keeps "{path}"' },
  stored_field_removed: { consequence: 'internal', text: '{subject} no longer keeps "{path}"' },

  module_added: { consequence: 'internal', text: '{subject} is new: {what}' },
  module_removed: { consequence: 'internal', text: '{subject} is gone' },
  module_changed: { consequence: 'internal', text: 'the {part} of {subject} is {is}, and was {was}' },
  module_order_changed: { consequence: 'internal', text: 'modules start in another order: {is}' },
  binding_changed: { consequence: 'internal', text: '{subject} is served by "{is}", and was by "{was}"' },
  target_changed: { consequence: 'internal', text: 'the app is built for {is}, and was for {was}' },

  part_added: { consequence: 'internal', text: '{subject} is new' },
  part_removed: { consequence: 'internal', text: '{subject} is gone' },
  part_changed: { consequence: 'internal', text: '{subject} works in another way' },
} as const satisfies Record<string, Rule>

export type RuleId = keyof typeof rules
