import type { ExpressionModel } from '../../artifact/expression-model.js'
import type { ExpressionSyntax, FieldMap } from '../../artifact/expression-syntax.js'
import type { CheckedFlow } from '../../artifact/flow-model.js'
import { shapeName } from '../../artifact/identifier.js'
import { standardSignals } from '../../artifact/standard-signals.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import { checkSteps } from '../action/check-steps.js'
import type { Declarations, DeclaredFlow } from '../declaration/declarations.js'
import { checkExpression } from '../expression/check-expression.js'
import { type Context, callRoots, scopeOf, typeOfShape, within } from '../expression/scope.js'
import { signalRoot } from '../expression/signal-roots.js'
import { checkGuards } from '../guard/check-guards.js'
import { joinedPayload } from '../projection/timeline/joined-payload.js'
import { unknownType } from '../type/nullable.js'

/** The rest of a spec, as flows speak of it. */
export interface FlowSurroundings {
  readonly declarations: Declarations
  /** The output types of the actions. */
  readonly outputs: ReadonlyMap<string, ValueType>
}

/** Checks one flow: what it listens to, what it remembers, and what its runs do. */
export function checkFlow(flow: DeclaredFlow, around: FlowSurroundings, found: Diagnostic[]): CheckedFlow {
  const { id, at, path, syntax, state } = flow
  reportRequired(syntax.state, { path: `${path}.state`, found })
  const { signals, payload, payloadType } = heardBy(flow, around.declarations, found)
  const ofEvent = [['payload', payloadType], signalRoot, ...callRoots] as const
  const ofRun = [...ofEvent, ['state', typeOfShape(state)]] as const
  const event: Context = { scope: scopeOf('the key of a flow', ofEvent), path, found }
  const run: Context = { scope: scopeOf('a flow', ofRun), path, found }
  const { lifecycle } = syntax
  const steps = checkSteps(syntax.steps, within(run, 'steps'), { ...around, flow: { id, state } })
  const behind = { ...run, scope: { ...steps.scope, place: 'a guard of a flow' } }
  return {
    id,
    at,
    on: signals,
    payload,
    state,
    lifecycle: {
      stateTtlMs: lifecycle.stateTtlSeconds * 1000,
      maxIdempotencyKeys: lifecycle.maxIdempotencyKeys,
      maxRuns: lifecycle.maxRuns,
    },
    correlateBy: syntax.correlateBy && checkKey(syntax.correlateBy, within(event, 'correlate_by')),
    idempotencyKey: syntax.idempotencyKey && checkKey(syntax.idempotencyKey, within(within(run, 'idempotency'), 'key')),
    steps: steps.steps,
    guards: checkGuards(syntax.guards, within(behind, 'guards'), { kind: 'flow', primitive: id, phase: null }),
  }
}

/** A run without a key fails, so that a key which is never there is a mistake. */
function checkKey(expression: ExpressionSyntax, context: Context): ExpressionModel {
  const key = checkExpression(expression, context)
  if (key.type.kind === 'null') {
    const problem = 'this key is null in every case, and a run without a key fails'
    context.found.push(diagnostic('spec_contract_conflict_error', expression.at, { problem }, { path: context.path }))
  }
  return key
}

interface Heard {
  /** The ids of the signals that exist, once each. */
  readonly signals: readonly string[]
  readonly payload: ObjectShape
  /** Unknown where a signal does not exist: then nothing is said about members. */
  readonly payloadType: ValueType
}

function heardBy({ id, path, syntax }: DeclaredFlow, { signals }: Declarations, found: Diagnostic[]): Heard {
  const heard = new Map<string, ObjectShape>()
  let areKnown = true
  syntax.on.forEach(({ text, at }, index) => {
    const place = `${path}.on.${index}`
    const payload = signals.get(text)?.payload ?? standardSignals.get(text)?.payload
    if (payload === undefined) {
      areKnown = false
      const extras = { path: place, ...suggestName({ text, at }, [...signals.keys(), ...standardSignals.keys()]) }
      found.push(diagnostic('spec_reference_not_found_error', at, { kind: 'signal', id: text }, extras))
    } else if (heard.has(text)) {
      const problem = `the signal "${text}" is listed twice`
      found.push(diagnostic('spec_contract_conflict_error', at, { problem }, { path: place }))
    } else heard.set(text, payload)
  })
  const payload = joinedPayload(shapeName('flow-payload', id), [...heard.values()])
  return { signals: [...heard.keys()], payload, payloadType: areKnown ? typeOfShape(payload) : unknownType }
}

/** Nothing is remembered before the first run, so that every member may be null. */
function reportRequired(fields: FieldMap, { path, found }: Pick<Context, 'path' | 'found'>): void {
  for (const { name, value } of fields) {
    if (!value.required) continue
    const problem = `the state of a flow is empty at first, so "${name.text}" cannot be required`
    found.push(diagnostic('spec_contract_conflict_error', value.at, { problem }, { path: `${path}.${name.text}` }))
  }
}
