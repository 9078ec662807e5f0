import type { Violation } from '../contract/envelope.js'
import type { Program, RouteProgram } from '../contract/program.js'
import type { InteractionProgram, NodeProgram, ScreenProgram } from '../contract/screen.js'
import { own } from '../semantics/read-path.js'
import { failure, shortened, violation } from '../semantics/wording.js'
import { type Ending, failed, refused } from './ending.js'
import type { InteractEvent } from './read-event.js'

/** What an event is about: the route that shows it, and what is to be done. */
export type Target =
  | { readonly kind: 'interaction'; readonly route: RouteProgram; readonly interaction: InteractionProgram }
  | { readonly kind: 'path'; readonly route: RouteProgram; readonly path: string }

type Missing = { readonly ending: Ending }

/** Finds what an event names, or says which of it there is not. */
export function findTarget(program: Program, event: InteractEvent): Target | Missing {
  const route = findRoute(program, event.screen)
  if ('ending' in route) return route
  const node = findNode(route.screen, event.nodeId)
  if (node === null) return notFound('node', event.nodeId)
  if (event.interactionId === null) {
    if (node.statePath !== undefined) return { kind: 'path', route, path: node.statePath }
    const problem = `the node "${shortened(event.nodeId)}" writes no path of the session`
    return refuse(violation('validation_error', { problem }, { path: 'nodeId' }))
  }
  const interaction = own(node.interactions, event.interactionId) as InteractionProgram | undefined
  if (interaction === undefined) return notFound('interaction', `${event.nodeId}.${event.interactionId}`)
  return { kind: 'interaction', route, interaction }
}

/** A screen that is named by itself is that of its only route: who may see it, the route says. */
function findRoute({ routes, screens }: Program, { kind, id }: InteractEvent['screen']): RouteProgram | Missing {
  if (kind === 'route') return routes?.get(id) ?? notFound('route', id)
  const screen = screens?.get(id)
  if (screen === undefined)
    return {
      ending: failed('route', failure('render_screen_not_found_error', { screen: `screen "${shortened(id)}"` })),
    }
  const [route, ...others] = [...(routes?.values() ?? [])].filter((one) => one.screen === screen)
  if (route !== undefined && others.length === 0) return route
  const problem =
    route === undefined
      ? `no route renders the screen "${shortened(id)}"`
      : `several routes render the screen "${shortened(id)}": one of them must be named by routeId`
  return refuse(violation('validation_error', { problem }, { path: 'screenId' }))
}

function findNode({ roots }: ScreenProgram, id: string): NodeProgram | null {
  const nodes = new Set(roots)
  for (const node of nodes) {
    if (node.id === id) return node
    for (const child of node.children) nodes.add(child)
  }
  return null
}

function notFound(kind: string, id: string): Missing {
  return refuse(violation('entrypoint_not_found_error', { kind, id: shortened(id) }))
}

function refuse(reason: Violation): Missing {
  return { ending: refused('nothing', [reason]) }
}
