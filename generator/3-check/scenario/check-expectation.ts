import type { CheckedProjection } from '../../artifact/checked-app.js'
import type { ExpressionModel, TemplateModel } from '../../artifact/expression-model.js'
import type { Text } from '../../artifact/node.js'
import type { CheckedExpectation } from '../../artifact/scenario-model.js'
import type { ExpectSyntax } from '../../artifact/scenario-syntax.js'
import type { ValueType } from '../../artifact/value-type.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import type { DeclaredSignal } from '../declaration/declarations.js'
import { type Context, typeOfShape, within } from '../expression/scope.js'
import { signalRoot } from '../expression/signal-roots.js'
import { checkGuards } from '../guard/check-guards.js'
import { reportRefusedArguments } from '../projection/find-refusal.js'
import type { KnownProjection } from '../projection/known-projection.js'
import { checkTemplate } from '../template/check-template.js'
import { type Contract, contractOf } from '../template/contract.js'
import { unknownType } from '../type/nullable.js'
import { envelopeType, queryOutputType, rowsType } from './call-types.js'
import { type EntrypointContracts, listArguments } from './entrypoint-contracts.js'
import { reportEarlyUses, reportIn } from './find-early-uses.js'
import { listScope, type ScenarioWalk } from './scenario-walk.js'
import { writeExpression } from './write-expression.js'

/** What an expectation can name. */
export interface Expectable {
  readonly contracts: EntrypointContracts
  readonly projections: ReadonlyMap<string, KnownProjection>
  readonly signals: ReadonlyMap<string, DeclaredSignal>
  readonly flows: Names
}

interface Place {
  readonly scenario: string
  readonly path: string
}

/** Checks what must hold after a step. */
export function checkExpectation(
  expect: ExpectSyntax,
  { scenario, path }: Place,
  walk: ScenarioWalk,
  known: Expectable,
): CheckedExpectation {
  const scope = walk.before('the "args" of an expectation')
  const context = walk.context(path, scope)
  reportReferences(expect, known, context)
  const looked = lookedAt(expect, known)
  const args = expect.args && checkArguments(expect, known, context)
  if (expect.args !== null) reportEarlyUses(expect.args, walk.later, within(context, 'args'))
  const guardScope = walk.guarding(looked === null ? null : rootsOf(looked), signalRootsOf(expect, known))
  const guarding = within(walk.context(path, guardScope), 'guards')
  for (const [index, { rule }] of (expect.guards?.structural ?? []).entries())
    reportIn(rule, walk.later, within(within(within(guarding, 'structural'), index), 'rule'))
  const guards = checkGuards(expect.guards, guarding, { kind: 'scenario', primitive: scenario, phase: null })
  if (looked !== null) walk.expected = looked.output
  return {
    at: expect.at,
    query: expect.query?.text ?? null,
    signal: expect.signal?.text ?? null,
    projection: expect.projection?.text ?? null,
    flow: expect.flow?.text ?? null,
    args,
    scope: listScope(scope),
    guards,
    written: (expect.guards?.structural ?? []).map(({ rule }) => ({ at: rule.at, text: writeExpression(rule) })),
  }
}

function reportReferences(expect: ExpectSyntax, known: Expectable, context: Context): void {
  const { query, signal, projection, flow, args, at } = expect
  const report = (problem: string, place: Context, where = at): void => {
    context.found.push(diagnostic('scenario_ir_invalid_error', where, { problem }, { path: place.path }))
  }
  if (query === null && signal === null && projection === null && flow === null) {
    report('an expectation names a "query", a "signal", a "projection" or "flow_completed", and this one none', context)
  } else if (args !== null && query === null && projection === null) {
    report(
      '"args" are those of a query or a projection, and this expectation names none',
      within(context, 'args'),
      args.at,
    )
  }
  reportUnknown(query, 'query', known.contracts.query, within(context, 'query'))
  // The runtime's own signal is declared nowhere.
  if (signal?.text !== 'guard.violated') reportUnknown(signal, 'signal', known.signals, within(context, 'signal'))
  reportUnknown(projection, 'projection', known.projections, within(context, 'projection'))
  reportUnknown(flow, 'flow', known.flows, within(context, 'flow_completed'))
}

interface Names {
  has(id: string): boolean
  keys(): Iterable<string>
}

function reportUnknown(name: Text | null, kind: string, names: Names, { path, found }: Context): void {
  if (name === null || names.has(name.text)) return
  const extras = { path, ...suggestName(name, names.keys()) }
  found.push(diagnostic('spec_reference_not_found_error', name.at, { kind, id: name.text }, extras))
}

/** What the guards look at: the query where there is one, else the projection. */
interface Looked {
  readonly output: ValueType
  readonly rows: ValueType
  /** A projection is executed without a call, so there is no envelope. */
  readonly result: ValueType | null
}

function lookedAt({ query, projection }: ExpectSyntax, known: Expectable): Looked | null {
  if (query !== null) {
    const contract = known.contracts.query.get(query.text)
    const output = contract?.output ?? unknownType
    return { output, rows: contract?.row ? rowsType(contract.row) : unknownType, result: envelopeType(output) }
  }
  if (projection === null) return null
  const checked = known.projections.get(projection.text)?.checked
  if (checked === undefined) return { output: unknownType, rows: unknownType, result: null }
  return { output: queryOutputType(checked), rows: rowsType(checked.row), result: null }
}

function rootsOf({ output, rows, result }: Looked): readonly (readonly [string, ValueType])[] {
  return [['output', output], ['rows', rows], ...(result === null ? [] : [['result', result] as const])]
}

function signalRootsOf({ signal }: ExpectSyntax, known: Expectable): readonly (readonly [string, ValueType])[] {
  if (signal === null) return []
  const declared = known.signals.get(signal.text)
  return [signalRoot, ['payload', declared === undefined ? unknownType : typeOfShape(declared.payload)]]
}

function checkArguments(expect: ExpectSyntax, known: Expectable, context: Context): TemplateModel | null {
  if (expect.args === null) return null
  const { query } = expect
  const called = query === null ? undefined : known.contracts.query.get(query.text)
  const own = query === null ? known.projections.get(expect.projection?.text ?? '')?.checked : called?.projection
  if (own) {
    const asked = { projection: own, input: called?.input ?? null }
    reportRefusedArguments(expect.args, asked, within(context, 'args'))
  }
  return checkTemplate(expect.args, contractOfArguments(expect, known), within(context, 'args'))
}

function contractOfArguments({ query, projection }: ExpectSyntax, known: Expectable): Contract | null {
  const called = query === null ? undefined : known.contracts.query.get(query.text)
  if (called !== undefined) return contractOf(`the input of query "${query?.text}"`, called.input, called.filled)
  const checked = query === null && projection !== null ? known.projections.get(projection.text)?.checked : undefined
  return checked === undefined ? null : contractOfProjection(checked)
}

/** A projection takes its arguments, and whatever its filter reads of the input. */
function contractOfProjection(projection: CheckedProjection): Contract | null {
  const read = projection.where === null ? [] : listInputs(projection.where)
  if (read.includes(null)) return null
  const fields = new Map<string, ValueType>(read.flatMap((name) => (name === null ? [] : [[name, unknownType]])))
  for (const { name, scalar } of listArguments(projection)) fields.set(name, { kind: 'scalar', scalar, nullable: true })
  return contractOf(`the input of projection "${projection.id}"`, {
    name: '',
    fields: [...fields].map(([name, type]) => ({ name, required: false, type })),
  })
}

/** The members of the input that a filter reads; null for the whole. */
function listInputs(expression: ExpressionModel): readonly (string | null)[] {
  switch (expression.kind) {
    case 'literal':
      return []
    case 'list':
      return expression.items.flatMap(listInputs)
    case 'path':
      return expression.root === 'input' ? [expression.dynamic[0] ?? null] : []
    case 'operator':
      return expression.arguments.flatMap(listInputs)
  }
}
