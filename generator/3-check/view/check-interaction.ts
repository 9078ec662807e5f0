import type { CheckedInteraction } from '../../artifact/checked-views.js'
import type { Entry } from '../../artifact/node.js'
import type { ObjectShape } from '../../artifact/value-type.js'
import type { InteractionSyntax } from '../../artifact/views-syntax.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import { type Context, within } from '../expression/scope.js'
import { checkTemplate } from '../template/check-template.js'
import { type Contract, contractOf } from '../template/contract.js'
import { checkProp } from './check-prop.js'
import { withoutEvent } from './event-template.js'
import { eventRoots, scopeOfView, type View } from './view-scope.js'
import type { ViewSurroundings } from './view-surroundings.js'

interface Place {
  readonly view: View
  readonly path: string
}

/** Checks an interaction: what it calls exists, and takes what it is called with. */
export function checkInteraction(
  { name, value }: Entry<InteractionSyntax>,
  { view, path }: Place,
  around: ViewSurroundings,
): CheckedInteraction {
  const { found } = around
  const shownContext = { scope: scopeOfView(view), path, found }
  const context = { scope: scopeOfView(view, eventRoots), path: `${path}.dispatch.input`, found }
  const contract = findTarget(value, `${path}.dispatch.entrypointId`, around)
  const shown = withoutEvent(value.input)
  const place = within(shownContext, 'optimistic')
  return {
    at: name.at,
    id: name.text,
    trigger: value.trigger.text,
    label: value.label && checkProp('label', value.label, within(shownContext, 'label')),
    pendingText: value.pendingText && checkProp('pendingText', value.pendingText, within(place, 'pendingText')),
    kind: value.kind,
    entrypoint: value.entrypoint.text,
    input: checkInput(value, contract, context),
    // What is wrong with it has been found where it depends on the event, too.
    shown: shown === null ? null : checkTemplate(shown, null, { ...shownContext, found: [] }),
  }
}

/** What is dispatched is a contract of its own: its problems have a code of their own. */
function checkInput({ input }: InteractionSyntax, contract: Contract | null, context: Context) {
  const found: Diagnostic[] = []
  const checked = checkTemplate(input, contract, { ...context, found })
  for (const one of found) {
    const { code, at, message: problem, path, hint, fixes } = one
    const extras = { ...(path === null ? {} : { path }), hint, fixes }
    const isOfContract = code === 'spec_contract_conflict_error'
    context.found.push(isOfContract ? diagnostic('interaction_dispatch_contract_error', at, { problem }, extras) : one)
  }
  return checked
}

interface Target {
  readonly input: ObjectShape
  readonly defaults?: readonly { readonly name: string }[]
}

function findTarget(syntax: InteractionSyntax, path: string, around: ViewSurroundings): Contract | null {
  const { kind, entrypoint } = syntax
  const all: ReadonlyMap<string, Target> =
    kind === 'query' ? around.queries : kind === 'mutation' ? around.mutations : around.routes
  const target = all.get(entrypoint.text)
  if (target !== undefined) {
    const filled = new Set((target.defaults ?? []).map(({ name }) => name))
    return contractOf(`the input of ${kind} "${entrypoint.text}"`, target.input, filled)
  }
  const problem = `there is no ${kind} "${entrypoint.text}"`
  const extras = { path, ...suggestName(entrypoint, all.keys()) }
  around.found.push(diagnostic('interaction_dispatch_contract_error', entrypoint.at, { problem }, extras))
  return null
}
