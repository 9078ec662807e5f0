import type { RebuildProgram } from '../../../../src/contract/timeline.js'
import { shapeName } from '../../../artifact/identifier.js'
import type { TimelineParts } from '../../../artifact/projection-model.js'
import type { TimelineProjectionSyntax } from '../../../artifact/projection-syntax.js'
import { diagnostic } from '../../../diagnostic/diagnostic.js'
import { suggestName } from '../../../diagnostic/suggest.js'
import type { Declarations, DeclaredSignal } from '../../declaration/declarations.js'
import { checkCondition } from '../../expression/check-condition.js'
import { typeOfShape } from '../../expression/scope.js'
import { unknownShape, unknownType } from '../../type/nullable.js'
import { readDuration } from '../../type/read-duration.js'
import { readTimestamp } from '../../type/read-timestamp.js'
import type { Place } from '../check-fields.js'
import { checkPagination } from '../check-pagination.js'
import type { KnownParts } from '../known-projection.js'
import { checkOutputSearch, checkOutputSort } from '../output-rows.js'
import { checkOrder, type GroupMember } from './check-groups.js'
import { logRows } from './check-log.js'
import { checkState } from './check-state.js'
import { joinedPayload } from './joined-payload.js'
import { type DeclaredTimeline, placeIn, scopeOfRecord, type TimelineContext } from './timeline-scope.js'

/** Checks a timeline: its signals, what it makes of their records, and how its rows are listed. */
export function checkTimeline(
  declared: DeclaredTimeline,
  declarations: Declarations,
  place: Place,
): KnownParts<TimelineParts> {
  const { at, syntax } = declared
  const isMixed = reportMixed(declared, place)
  // Where it is not known which kind of rows there are, nothing is said of them.
  const context = contextOf(declared, declarations, place, isMixed)
  const before = context.place.found.length
  const { rows, shape, group } = rowsOf(context)
  const isWrong = context.place.found.slice(before).some(({ severity }) => severity === 'error')
  const listed = { shape, at, also: new Map(group.map(({ text, name }) => [text.text, name])) }
  const where = { scope: scopeOfRecord('the "where" of a timeline', context.payloadType), ...placeIn(context, 'where') }
  const isKnown = context.place === place && context.payloadType !== unknownType && !isWrong
  const parts: TimelineParts = {
    strategy: 'timeline',
    signals: context.signals.map(({ id }) => id),
    payload: context.payload,
    where: syntax.where && checkCondition(syntax.where, where),
    order: { value: checkOrder(context), direction: syntax.orderBy.direction },
    rows,
    rebuild: checkRebuild(syntax, placeIn({ place }, 'rebuild')),
    retentionMs: checkRetention(syntax, declarations, placeIn({ place }, 'persist.retention')),
    row: isKnown ? shape : { ...unknownShape, name: shape.name },
    search: checkOutputSearch(syntax.search, listed, context.place),
    ...checkOutputSort(syntax.sort, listed, context.place),
    pagination: checkPagination(syntax.pagination, placeIn({ place }, 'pagination')),
  }
  return { parts, row: isKnown ? typeOfShape(shape) : unknownType, aliases: [] }
}

function contextOf(
  declared: DeclaredTimeline,
  declarations: Declarations,
  place: Place,
  isMixed: boolean,
): TimelineContext {
  const signals = findSignals(declared.syntax, declarations, placeIn({ place }, 'signals'))
  const payload = joinedPayload(
    shapeName('timeline-payload', declared.id),
    signals.map((signal) => signal.payload),
  )
  const areKnown = declared.syntax.signals.every(({ text }) => declarations.signals.has(text))
  return {
    ...declared,
    signals,
    payload,
    payloadType: areKnown ? typeOfShape(payload) : unknownType,
    place: isMixed ? { ...place, found: [] } : place,
  }
}

function rowsOf(
  context: TimelineContext,
): Pick<TimelineParts, 'rows'> & { readonly shape: TimelineParts['row']; readonly group: readonly GroupMember[] } {
  return isGrouped(context.syntax) ? checkState(context) : { ...logRows(context), group: [] }
}

function isGrouped({ groupBy }: TimelineProjectionSyntax): boolean {
  return groupBy !== null && groupBy.length > 0
}

/** Whether it is half of one kind of timeline and half of the other. */
function reportMixed({ at, syntax }: DeclaredTimeline, { path, found }: Place): boolean {
  const { start, when, removeWhen } = syntax
  const given = [
    ...(start === null ? [] : ['start']),
    ...(when === null ? [] : ['when']),
    ...(removeWhen.length === 0 ? [] : ['remove_when']),
  ]
  const missing = ['start', 'when'].filter((key) => !given.includes(key))
  const problem = isGrouped(syntax)
    ? missing.length === 0
      ? null
      : `a timeline with "group_by" accumulates, and this one has no "${missing.join('" and no "')}"`
    : given.length === 0
      ? null
      : `a timeline without "group_by" has a row for each record, and this one has "${given.join('" and "')}"`
  if (problem === null) return false
  const hint = 'name groups and give "start" and "when", or leave out all of them'
  found.push(diagnostic('projection_plan_invalid_error', at, { problem }, { path, hint }))
  return true
}

function findSignals(
  { signals }: TimelineProjectionSyntax,
  declarations: Declarations,
  place: Place,
): readonly DeclaredSignal[] {
  const seen = new Set<string>()
  return signals.flatMap(({ text, at }, index) => {
    const path = `${place.path}.${index}`
    const signal = declarations.signals.get(text)
    if (signal === undefined) {
      const extras = { path, ...suggestName({ text, at }, declarations.signals.keys()) }
      place.found.push(diagnostic('spec_reference_not_found_error', at, { kind: 'signal', id: text }, extras))
    } else if (seen.has(text)) {
      const problem = `the signal "${text}" is listed twice`
      place.found.push(diagnostic('projection_plan_invalid_error', at, { problem }, { path }))
    }
    const isNew = !seen.has(text)
    seen.add(text)
    return signal === undefined || !isNew ? [] : [signal]
  })
}

function checkRebuild({ rebuild }: TimelineProjectionSyntax, { path, found }: Place): RebuildProgram {
  const { mode, from, at } = rebuild
  const report = (problem: string, where = at, key = ''): void => {
    found.push(diagnostic('projection_plan_invalid_error', where, { problem }, { path: `${path}${key}` }))
  }
  if (mode !== 'from_timestamp') {
    if (from !== null) report(`"from" belongs to the mode "from_timestamp", and this is "${mode}"`, from.at, '.from')
    return { mode }
  }
  const instant = from && readTimestamp(from.text)
  if (from === null) report('the mode "from_timestamp" needs "from": since when records count')
  else if (instant === null) report(`"from" must be like 2026-01-31T09:30:00Z, and is "${from.text}"`, from.at, '.from')
  return { mode, from: instant ?? '' }
}

function checkRetention(
  { retention }: TimelineProjectionSyntax,
  { history }: Declarations,
  { path, found }: Place,
): number | null {
  if (retention === null) return null
  const length = readDuration(retention.text)
  const most = history?.retentionMs ?? null
  if (most !== null && length > most) {
    const values = { retention: retention.text }
    found.push(diagnostic('retention_exceeds_history_warning', retention.at, values, { path }))
  }
  return length
}
