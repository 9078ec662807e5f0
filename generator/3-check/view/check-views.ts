import type { CheckedNode, CheckedScreen, CheckedViews } from '../../artifact/checked-views.js'
import type { ViewNodeSyntax, ViewsSyntax } from '../../artifact/views-syntax.js'
import type { Diagnostic } from '../../diagnostic/diagnostic.js'
import { checkNode } from './check-node.js'
import { type CheckedSlots, checkSlots } from './check-screen.js'
import { findTreeProblems, listShown, nodesById } from './find-shown.js'
import { joinScopes, type View } from './view-scope.js'
import type { ViewSurroundings } from './view-surroundings.js'

/** A screen with its data and the nodes that it shows. */
interface Shown extends CheckedSlots {
  readonly screen: CheckedScreen
  readonly nodes: ReadonlySet<string>
}

/** Checks screens and nodes. A node is held against every screen that shows it. */
export function checkViews(views: ViewsSyntax, around: ViewSurroundings): CheckedViews {
  around.found.push(...findTreeProblems(views))
  const nodes = nodesById(views.nodes)
  const shown = views.screens.map((screen, index): Shown => {
    const { at, text: id } = screen.id
    const data = checkSlots(screen, `views.screens.${index}`, around)
    const within = listShown(screen.rootNodes, nodes)
    const mayHide = [...within].filter((node) => (nodes.get(node)?.visible ?? null) !== null).sort()
    const rootNodes = screen.rootNodes.map(({ text }) => text)
    return { ...data, nodes: within, screen: { at, id, ...data, rootNodes, mayHide } }
  })
  return {
    nodes: views.nodes.map((node, index) => checkShown(node, `views.nodes.${index}`, { shown, around })),
    screens: shown.map(({ screen }) => screen),
  }
}

interface Surroundings {
  readonly shown: readonly Shown[]
  readonly around: ViewSurroundings
}

function checkShown(node: ViewNodeSyntax, path: string, { shown, around }: Surroundings): CheckedNode {
  const session = around.declarations.session.shape
  const screens = shown.filter(({ nodes }) => nodes.has(node.id.text))
  const isInputOpen = around.isScreenMissing
  const check = (view: Omit<View, 'session'>, found: Diagnostic[]) =>
    checkNode(node, path, { ...view, session, isInputOpen }, { ...around, found })
  const viewOf = ({ screen, scope }: Shown) => ({ place: `screen "${screen.id}"`, ...scope })
  const scope = joinScopes(screens.map((one) => one.scope))
  const [only, ...others] = screens
  if (only === undefined) {
    const checked = check({ place: `node "${node.id.text}"`, ...scope, isNowhere: true }, around.found)
    return { ...checked, screen: null, scope }
  }
  if (others.length === 0) return { ...check(viewOf(only), around.found), screen: only.screen.id, scope }
  const perScreen = screens.map((screen) => {
    const found: Diagnostic[] = []
    check(viewOf(screen), found)
    const { id, at } = screen.screen
    const related = { note: `shown by screen "${id}", and by ${screens.length - 1} more`, at }
    return found.map((one) => ({ ...one, related: [...one.related, related] }))
  })
  around.found.push(...firstOfEachPlace(perScreen.flat()))
  // Against what all screens have, nothing can be wrong that is right in each of them.
  return { ...check({ place: `node "${node.id.text}"`, ...scope }, []), screen: null, scope }
}

/** One mistake of a node is one diagnostic, however many screens show it. */
function firstOfEachPlace(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>()
  return found.filter(({ code, at }) => {
    const place = `${code} ${at.file} ${at.start} ${at.end}`
    return !seen.has(place) && seen.add(place)
  })
}
