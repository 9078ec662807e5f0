import type { EntrypointKind } from '../../src/contract/invocation.js'
import type { FieldMap, TemplateSyntax } from './expression-syntax.js'
import type { Entry, Node, Text } from './node.js'
import type { Located } from './span.js'

export interface ViewsSyntax {
  readonly nodes: readonly ViewNodeSyntax[]
  readonly screens: readonly ScreenSyntax[]
}

/** A node of a screen. `props` are those that mean something to renderers only. */
export interface ViewNodeSyntax extends Located {
  readonly id: Text
  readonly type: Text
  readonly props: readonly Entry<TemplateSyntax>[]
  readonly visible: TemplateSyntax | null
  readonly statePath: Text | null
  readonly interactions: readonly Entry<InteractionSyntax>[]
  readonly children: readonly Text[]
}

export interface InteractionSyntax extends Located {
  readonly trigger: Text
  readonly label: TemplateSyntax | null
  readonly pendingText: TemplateSyntax | null
  readonly kind: EntrypointKind
  readonly entrypoint: Text
  /** `{ $from: row.id }` in it is the expression `{ var: row.id }`. */
  readonly input: TemplateSyntax & { readonly kind: 'object' }
}

export interface ScreenSyntax extends Located {
  readonly id: Text
  readonly data: readonly Entry<SlotSyntax>[]
  readonly rootNodes: readonly Text[]
}

export interface SlotSyntax extends Located {
  readonly query: Text
  readonly refreshOn: readonly Text[]
  readonly args: TemplateSyntax & { readonly kind: 'object' }
}

export interface RouteSyntax extends Located {
  readonly id: Text
  readonly in: FieldMap
  readonly access: { readonly roles: readonly Text[] } | null
  readonly defaults: readonly Entry<Node>[]
  readonly renders: Text
}
