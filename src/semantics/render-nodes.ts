// Takes a screen and what its expressions see; gives the nodes as a renderer gets them.
// Promises pre-order from the roots, one rendering of a node however many hold it, and that what fails is null and told.
// Runs nothing: interactions become intents.

import type {
  InteractionProgram,
  NodeProgram,
  PropProgram,
  RenderDiagnostic,
  RenderedInteraction,
  RenderedNode,
  ScreenProgram,
  ScreenScope,
} from '../contract/screen.js'
import { CallFailed } from './call-failed.js'

/** What became of the nodes of a screen. */
export interface RenderedNodes {
  readonly tree: readonly RenderedNode[]
  readonly hidden: readonly string[]
  readonly diagnostics: readonly RenderDiagnostic[]
}

export function renderNodes({ roots }: ScreenProgram, scope: ScreenScope): RenderedNodes {
  const rendering = new Rendering(scope)
  return { tree: rendering.all(roots), hidden: rendering.hidden, diagnostics: rendering.diagnostics }
}

class Rendering {
  readonly hidden: string[] = []
  readonly diagnostics: RenderDiagnostic[] = []
  private readonly scope: ScreenScope
  /** Null for what is hidden. */
  private readonly known = new Map<NodeProgram, RenderedNode | null>()

  constructor(scope: ScreenScope) {
    this.scope = scope
  }

  all(nodes: readonly NodeProgram[]): readonly RenderedNode[] {
    return nodes.map((node) => this.once(node)).filter((node) => node !== null)
  }

  private once(node: NodeProgram): RenderedNode | null {
    const known = this.known.get(node)
    if (known !== undefined) return known
    const rendered = this.node(node)
    this.known.set(node, rendered)
    return rendered
  }

  private node(node: NodeProgram): RenderedNode | null {
    const { id, type } = node
    const isVisible = node.visible === undefined || this.make(id, 'visible', () => node.visible?.(this.scope)) === true
    if (!isVisible) {
      this.hidden.push(id)
      return null
    }
    const props = Object.entries(node.props).map(
      ([name, prop]) => [name, this.prop(id, `props.${name}`, prop)] as const,
    )
    const interactions = Object.entries(node.interactions).map(
      ([name, interaction]) => [name, this.interaction(id, `interactions.${name}`, interaction)] as const,
    )
    return {
      id,
      type,
      props: Object.fromEntries(props),
      children: this.all(node.children),
      interactions: Object.fromEntries(interactions),
    }
  }

  private prop(node: string, path: string, prop: PropProgram | undefined): unknown {
    if (prop === undefined) return null
    return 'value' in prop ? prop.value : this.make(node, path, () => prop.compute(this.scope))
  }

  private interaction(node: string, path: string, interaction: InteractionProgram): RenderedInteraction {
    const { trigger, label, pendingText, kind, entrypoint } = interaction
    const input = () =>
      interaction.shown === undefined
        ? interaction.input({ ...this.scope, row: null, event: null })
        : interaction.shown(this.scope)
    return {
      label: this.prop(node, `${path}.label`, label),
      trigger,
      optimistic:
        pendingText === undefined
          ? null
          : { pendingText: this.prop(node, `${path}.optimistic.pendingText`, pendingText) },
      dispatch: { entrypointKind: kind, entrypointId: entrypoint, input: this.make(node, `${path}.input`, input) },
    }
  }

  private make(node: string, path: string, make: () => unknown): unknown {
    try {
      return make() ?? null
    } catch (thrown) {
      if (!(thrown instanceof CallFailed)) throw thrown
      this.diagnostics.push({ code: 'expression_type_error', message: thrown.message, node, path })
      return null
    }
  }
}
