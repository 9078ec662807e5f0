import type { Json, JsonObject } from '../../../src/contract/json.js'
import type { Node } from '../../artifact/node.js'
import type {
  CaptureSyntax,
  CapturesSyntax,
  EntrypointReference,
  ExpectSyntax,
  PersonaSyntax,
  PrincipalSyntax,
  ScenarioStepSyntax,
  ScenarioSyntax,
  TriggerSyntax,
} from '../../artifact/scenario-syntax.js'
import { toJson } from '../to-json.js'
import { buildExpression } from './build-expression.js'
import { buildGuards } from './build-guards.js'
import { buildTemplate } from './build-template.js'
import { entriesAt, entriesOf, find, ifThere, itemsOf, listAt, need, textOf, wordAt } from './members.js'

export function buildPersona(node: Node): PersonaSyntax {
  return {
    at: node.at,
    description: textOf(need(node, 'description')),
    traits: objectAt(node, 'traits'),
    history: listAt(node, 'history', toJson),
    tags: listAt(node, 'tags', textOf),
  }
}

export function buildScenario(node: Node): ScenarioSyntax {
  const context = find(node, 'context')
  return {
    at: node.at,
    tags: listAt(node, 'tags', textOf),
    persona: context && ifThere(context, 'persona', textOf),
    principal: context && ifThere(context, 'principal', buildPrincipal),
    session: context === null ? [] : entriesAt(context, 'session', (value) => value),
    overrides: context === null ? [] : entriesAt(context, 'provider_overrides', (value) => value),
    steps: itemsOf(need(node, 'steps')).map(buildStep),
  }
}

function buildPrincipal(node: Node): PrincipalSyntax {
  return {
    at: node.at,
    subject: find(node, 'subject'),
    claims: objectAt(node, 'claims'),
    tags: ifThere(node, 'tags', (tags) => itemsOf(tags).map(textOf)),
  }
}

function objectAt(node: Node, key: string): JsonObject {
  const members = entriesAt(node, key, toJson).map(({ name, value }): [string, Json] => [name.text, value])
  return Object.fromEntries(members)
}

function buildStep(node: Node): ScenarioStepSyntax {
  return {
    at: node.at,
    trigger: ifThere(node, 'trigger', buildTrigger),
    capture: ifThere(node, 'capture', buildCaptures),
    expect: ifThere(node, 'expect', buildExpect),
  }
}

const entrypointKinds = ['mutation', 'query', 'route'] as const

function buildTrigger(node: Node): TriggerSyntax {
  return {
    at: node.at,
    targets: entrypointKinds.flatMap((kind): readonly EntrypointReference[] => {
      const id = ifThere(node, kind, textOf)
      return id === null ? [] : [{ kind, id }]
    }),
    input: ifThere(node, 'input', buildTemplate),
    fromCapture: entriesAt(node, 'input_from_capture', textOf),
    generate: find(node, 'generate'),
    status: wordAt(node, 'expect_status', ['ok', 'rejected', 'error'], 'ok'),
    code: ifThere(node, 'expect_code', textOf),
  }
}

const sources = ['last_trigger_output', 'last_signal_payload', 'last_expectation_output', 'context'] as const

function buildCaptures(node: Node): CapturesSyntax {
  if (node.kind === 'list') return { form: 'list', captures: node.items.map(buildSourceCapture) }
  const captures = entriesOf(node).map(
    ({ key, value }): CaptureSyntax => ({ kind: 'expression', name: key, value: buildExpression(value) }),
  )
  return { form: 'map', captures }
}

function buildSourceCapture(node: Node): CaptureSyntax {
  return {
    kind: 'source',
    name: textOf(need(node, 'capture_id')),
    source: wordAt(node, 'source', sources, 'context'),
    sourceAt: need(node, 'source').at,
    path: ifThere(node, 'path', textOf),
  }
}

function buildExpect(node: Node): ExpectSyntax {
  return {
    at: node.at,
    query: ifThere(node, 'query', textOf),
    signal: ifThere(node, 'signal', textOf),
    projection: ifThere(node, 'projection', textOf),
    flow: ifThere(node, 'flow_completed', textOf),
    args: ifThere(node, 'args', buildTemplate),
    guards: ifThere(node, 'guards', buildGuards),
  }
}
