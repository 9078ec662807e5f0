import type { CheckedQuery } from '../../artifact/checked-app.js'
import type { CheckedSlot } from '../../artifact/checked-views.js'
import type { Entry, Text } from '../../artifact/node.js'
import { standardSignals } from '../../artifact/standard-signals.js'
import type { ShapeField, ValueType } from '../../artifact/value-type.js'
import type { ViewScopeModel } from '../../artifact/views-model.js'
import type { ScreenSyntax, SlotSyntax } from '../../artifact/views-syntax.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import { type Context, typeOfShape, within } from '../expression/scope.js'
import { reportRefusedArguments } from '../projection/find-refusal.js'
import { checkTemplate } from '../template/check-template.js'
import { contractOf } from '../template/contract.js'
import { unknownType } from '../type/nullable.js'
import { slotMetaShape } from './slot-meta-shape.js'
import { joinFields, scopeOfView } from './view-scope.js'
import type { ViewSurroundings } from './view-surroundings.js'

/** The data of a screen: its slots, and what its nodes can see. */
export interface CheckedSlots {
  readonly slots: readonly CheckedSlot[]
  readonly scope: ViewScopeModel
}

type Slot = ViewScopeModel['slots'][number]

/** Checks what a screen asks for. Each slot sees the slots before it. */
export function checkSlots(screen: ScreenSyntax, path: string, around: ViewSurroundings): CheckedSlots {
  const input = inputOfScreen(screen.id.text, around)
  const known: Slot[] = []
  const slots = screen.data.map((entry) => {
    const view = {
      place: `the "args" of a slot of screen "${screen.id.text}"`,
      slots: [...known],
      input,
      session: around.declarations.session.shape,
      isInputOpen: around.isScreenMissing,
    }
    const context = { scope: scopeOfView(view), path: `${path}.data.${entry.name.text}`, found: around.found }
    const query = findQuery(entry.value.query, within(context, 'query'), around)
    known.push({ name: entry.name.text, ...typesOfSlot(query, around) })
    return checkSlot(entry, { query, context }, around)
  })
  return { slots, scope: { slots: known, input } }
}

/** The inputs of the routes that render a screen; of several, those that all of them take. */
function inputOfScreen(screen: string, { routes }: ViewSurroundings): readonly ShapeField[] {
  const inputs = [...routes.values()].filter((route) => route.screen === screen).map(({ input }) => input.fields)
  const [first, ...others] = inputs
  return first === undefined ? [] : others.reduce(joinFields, first)
}

function typesOfSlot(query: CheckedQuery | null, { projections }: ViewSurroundings): Omit<Slot, 'name'> {
  const projection = query === null ? undefined : projections.get(query.projection)
  const item: ValueType = projection === undefined ? unknownType : typeOfShape(projection.checked.row)
  const rows: ValueType = { kind: 'array', item, nullable: false }
  return { rows, meta: slotMetaShape(projection?.checked.strategy ?? null) }
}

interface Place {
  /** Null where it does not exist, which has been reported. */
  readonly query: CheckedQuery | null
  readonly context: Context
}

function checkSlot(
  { name, value }: Entry<SlotSyntax>,
  { query, context }: Place,
  around: ViewSurroundings,
): CheckedSlot {
  for (const [index, signal] of value.refreshOn.entries())
    reportSignal(signal, within(within(context, 'refresh_on_signals'), index), around)
  const filled = new Set((query?.defaults ?? []).map((one) => one.name))
  const contract = query && contractOf(`the input of query "${query.id}"`, query.input, filled)
  const args = checkTemplate(value.args, contract, within(context, 'args'))
  const projection = query && around.projections.get(query.projection)
  if (query && projection) {
    const asked = { projection: projection.checked, input: query.input }
    reportRefusedArguments(value.args, asked, within(context, 'args'))
  }
  return {
    at: name.at,
    name: name.text,
    query: value.query.text,
    refreshOn: [...new Set(value.refreshOn.map(({ text }) => text))].sort(),
    args: value.args.entries.length === 0 ? null : args,
  }
}

function findQuery(name: Text, { path, found }: Context, { queries }: ViewSurroundings): CheckedQuery | null {
  const query = queries.get(name.text)
  if (query !== undefined) return query
  const extras = { path, ...suggestName(name, queries.keys()) }
  found.push(diagnostic('spec_reference_not_found_error', name.at, { kind: 'query', id: name.text }, extras))
  return null
}

function reportSignal({ text, at }: Text, { path, found }: Context, { declarations }: ViewSurroundings): void {
  if (declarations.signals.has(text) || standardSignals.has(text)) return
  const extras = { path, ...suggestName({ text, at }, declarations.signals.keys()) }
  found.push(diagnostic('spec_reference_not_found_error', at, { kind: 'signal', id: text }, extras))
}
