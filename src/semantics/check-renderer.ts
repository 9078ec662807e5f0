import type { Program } from '../contract/program.js'
import type { NodeProgram, RenderDiagnostic, ScreenProgram } from '../contract/screen.js'

/** What a renderer can show and do. */
export interface RendererAbilities {
  /** The node types that it knows. */
  readonly types: readonly string[]
  /** The triggers of interactions that it can set off: `onRowAction`. */
  readonly interactions: readonly string[]
  /** The kinds of entrypoint that it can call. */
  readonly kinds: readonly string[]
}

/** Everything of a screen, or of all screens of an app, that a renderer lacks, before anything is rendered. */
export function checkRenderer(
  target: Pick<Program, 'screens'> | ScreenProgram,
  abilities: RendererAbilities,
): readonly RenderDiagnostic[] {
  const screens = 'roots' in target ? [target] : [...(target.screens?.values() ?? [])]
  return [...listNodes(screens)].flatMap((node) => findLacks(node, abilities))
}

function listNodes(screens: readonly ScreenProgram[]): ReadonlySet<NodeProgram> {
  const nodes = new Set(screens.flatMap(({ roots }) => roots))
  for (const { children } of nodes) for (const child of children) nodes.add(child)
  return nodes
}

function findLacks({ id, type, interactions }: NodeProgram, abilities: RendererAbilities): readonly RenderDiagnostic[] {
  const lack = (path: string, message: string): RenderDiagnostic => ({
    code: 'render_adapter_capability_error',
    message,
    node: id,
    path,
  })
  const lacks = Object.entries(interactions).flatMap(([name, { trigger, kind }]) => [
    ...(abilities.interactions.includes(trigger)
      ? []
      : [lack(`interactions.${name}.trigger`, `the renderer cannot set off "${trigger}"`)]),
    ...(abilities.kinds.includes(kind)
      ? []
      : [lack(`interactions.${name}.dispatch`, `the renderer cannot call a ${kind}`)]),
  ])
  if (abilities.types.includes(type)) return lacks
  return [lack('type', `the renderer does not know nodes of type "${type}"`), ...lacks]
}
