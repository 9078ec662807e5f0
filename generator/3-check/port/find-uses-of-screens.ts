import { sessionWrite } from '../../artifact/standard-ports.js'
import { listShown, nodesById } from '../view/find-shown.js'
import type { FindUses } from './port-use.js'

/** An input that writes a path of the session does so from every screen that shows it. */
export const findUsesOfScreens: FindUses = ({ views, routes }) => {
  const nodes = nodesById(views.nodes)
  return views.screens.flatMap(({ id: screen, rootNodes }) => {
    const rendering = routes.filter(({ renders }) => renders.text === screen.text)
    const from = rendering.length === 0 ? [`screen "${screen.text}"`] : rendering.map(({ id }) => `route "${id.text}"`)
    return [...listShown(rootNodes, nodes)].flatMap((node) => {
      const at = nodes.get(node)?.statePath?.at
      if (at === undefined) return []
      const by = { kind: 'node', id: node } as const
      return from.map((one) => ({ port: sessionWrite.id, at, by, from: one }))
    })
  })
}
