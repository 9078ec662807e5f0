import { guardShape } from './guard-shape.js'
import { filledList, list, mapOf, mapping, text, words } from './make-shape.js'
import { type FormChoice, type MappingShape, optional, required, type Shape } from './shape.js'

const json: Shape = { kind: 'json' }
const tags = list('tags', text('filled'))

export const personaShape: MappingShape = mapping('a persona', {
  description: required(text('filled'), 'Who that is, for people.'),
  traits: optional(mapOf('traits', 'any', json), 'What is known of the persona; scenarios read it.'),
  history: optional(list('past events', json), 'What has happened to the persona before.'),
  tags: optional(tags, 'The tags of a caller who is this persona.'),
})

const principalShape = mapping('the principal of a scenario', {
  subject: optional(json, 'Who calls; an anonymous caller where it is absent or null.'),
  claims: optional(mapOf('claims', 'any', json), 'What the host has verified of the caller.'),
  tags: optional(tags, 'The tags of the caller; those of the persona where they are absent.'),
})

const contextShape = mapping('the context of a scenario', {
  persona: optional(text('filled'), 'The persona who calls.'),
  principal: optional(principalShape, 'The caller of every step.'),
  session: optional(
    mapOf('fields to values', 'word', json),
    'What the session holds at the beginning, beside its defaults.',
  ),
  provider_overrides: optional(
    mapOf('ports to outputs', 'dotted', json),
    'What ports answer in place of their module.',
  ),
})

const triggerShape = mapping('a trigger', {
  mutation: optional(text('filled'), 'The mutation that is called.'),
  query: optional(text('filled'), 'The query that is called.'),
  route: optional(text('filled'), 'The route that is opened.'),
  input: optional({ kind: 'template', form: 'mapping' }, 'What it is called with.'),
  input_from_capture: optional(mapOf('inputs to captures', 'word', text('word')), 'Inputs that earlier captures fill.'),
  generate: optional(json, 'Whether the inputs that nothing else gives are made up, the same in each run.'),
  expect_status: optional(words('ok', 'rejected', 'error'), 'How the call must end; ok where it is absent.'),
  expect_code: optional(text('filled'), 'The code with which it must be refused or fail.'),
})

const captures: FormChoice = {
  kind: 'form-choice',
  mapping: mapOf('names to expressions', 'word', { kind: 'expression' }),
  list: filledList(
    'captures',
    mapping('a capture', {
      capture_id: required(text('word'), 'The name under which later steps find it.'),
      source: required(
        words('last_trigger_output', 'last_signal_payload', 'last_expectation_output', 'context'),
        'What it is taken from.',
      ),
      path: optional(text('filled'), 'The way to it, names joined with dots; the whole where it is absent.'),
    }),
  ),
}

const expectShape = mapping('an expectation', {
  query: optional(text('filled'), 'A query that must answer ok.'),
  signal: optional(text('filled'), 'A signal that must have been emitted earlier in the scenario.'),
  projection: optional(text('filled'), 'A projection that must answer, without the filter of a query.'),
  flow_completed: optional(text('filled'), 'A flow that must have completed a run.'),
  args: optional({ kind: 'template', form: 'mapping' }, 'What the query or the projection is asked with.'),
  guards: optional(guardShape('the guards of an expectation', { tiers: 'both', policies: 'abort' }), 'Rules for it.'),
})

const stepShape: MappingShape = {
  ...mapping('a step of a scenario', {
    trigger: optional(triggerShape, 'What is called.'),
    capture: optional(captures, 'What is kept for later steps.'),
    expect: optional(expectShape, 'What must hold then.'),
  }),
  mistake: 'scenario_ir_invalid_error',
}

export const scenarioShape: MappingShape = mapping('a scenario', {
  tags: optional(tags, 'Words by which it is selected.'),
  context: optional(contextShape, 'Who calls, and what stands in for modules.'),
  steps: required(filledList('steps', stepShape), 'What happens, in order.'),
})
