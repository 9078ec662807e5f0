import type { ExpressionModel } from '../../artifact/expression-model.js'
import type { ExpressionSyntax } from '../../artifact/expression-syntax.js'
import type { Text } from '../../artifact/node.js'
import type { CheckedScenarioStep } from '../../artifact/scenario-model.js'
import type { CaptureSyntax, CapturesSyntax } from '../../artifact/scenario-syntax.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { checkExpression } from '../expression/check-expression.js'
import { type Context, within } from '../expression/scope.js'
import { unknownType } from '../type/nullable.js'
import { reportIn } from './find-early-uses.js'
import { capturedType, listScope, type ScenarioWalk } from './scenario-walk.js'

type CheckedCapture = CheckedScenarioStep['captures'][number]

/** Checks what a step keeps; each capture sees those before it. */
export function checkCaptures(
  { form, captures }: CapturesSyntax,
  place: { readonly path: string; readonly step: number },
  walk: ScenarioWalk,
): readonly CheckedCapture[] {
  return captures.map((capture, index) => {
    const { name } = capture
    const scope = capture.kind === 'source' ? walk.sources() : walk.after()
    const context = walk.context(`${place.path}.${form === 'list' ? index : name.text}`, scope)
    const value = capture.kind === 'source' ? checkSource(capture, context, walk) : checkValue(capture, context, walk)
    const earlier = walk.captured.get(name.text)
    if (earlier === undefined) walk.captured.set(name.text, { name, step: place.step, type: capturedType(value.type) })
    else reportTwice(name, earlier.name, context)
    return { at: name.at, name: name.text, path: context.path, value, scope: listScope(scope) }
  })
}

function checkValue(
  { value }: CaptureSyntax & { readonly kind: 'expression' },
  context: Context,
  walk: ScenarioWalk,
): ExpressionModel {
  reportIn(value, walk.later, context)
  return checkExpression(value, context)
}

function reportTwice(name: Text, earlier: Text, { path, found }: Context): void {
  const problem = `"${name.text}" is captured already; another capture needs another name`
  const related = [{ note: 'first captured here', at: earlier.at }]
  found.push(diagnostic('spec_contract_conflict_error', name.at, { problem }, { path, related }))
}

type SourceCapture = CaptureSyntax & { readonly kind: 'source' }

/** What each source is called in a scope; the context of a scenario is what inputs see. */
const roots = {
  last_trigger_output: 'output',
  last_signal_payload: 'lastPayload',
  last_expectation_output: 'lastExpectation',
} as const

/** A source with a path is a variable by another spelling. */
function checkSource(capture: SourceCapture, context: Context, walk: ScenarioWalk): ExpressionModel {
  const problem = findSourceProblem(capture, walk)
  if (problem !== null) {
    const { path } = within(context, problem.key)
    context.found.push(diagnostic('scenario_ir_invalid_error', problem.at, { problem: problem.text }, { path }))
    return { kind: 'literal', type: unknownType, value: null }
  }
  const { source, path, sourceAt } = capture
  const written = path ?? { text: source, at: sourceAt }
  const named = path === null ? [] : path.text.split('.')
  const segments = source === 'context' ? named : [roots[source], ...named]
  const variable: ExpressionSyntax = { kind: 'var', at: written.at, path: written, segments, fallback: null }
  return checkExpression(variable, context)
}

interface SourceProblem {
  readonly text: string
  readonly key: 'path' | 'source'
  readonly at: Text['at']
}

function findSourceProblem({ source, sourceAt, path }: SourceCapture, walk: ScenarioWalk): SourceProblem | null {
  if (path?.text.split('.').includes(''))
    return { key: 'path', at: path.at, text: `a path is names joined with dots, not ${JSON.stringify(path.text)}` }
  if (source === 'context' && path === null)
    return { key: 'source', at: sourceAt, text: 'the source "context" needs a "path", such as principal.subject' }
  if (source === 'last_expectation_output' && walk.expected === null)
    return { key: 'source', at: sourceAt, text: 'no query or projection is expected in an earlier step' }
  return null
}
