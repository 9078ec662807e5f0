import type { EntrypointKind } from '../../src/contract/invocation.js'
import type { Clause, SurfaceType } from '../../src/contract/surface.js'
import type { Entry, Node, Text } from './node.js'
import type { Located } from './span.js'

/** The section `wiring`: how surfaces reach the entrypoints. */
export interface WiringSyntax {
  readonly surfaces: readonly SurfaceSyntax[]
}

export interface SurfaceSyntax extends Located {
  readonly type: SurfaceType
  /** Queries, mutations and routes, each in authored order. */
  readonly bindings: readonly SurfaceBindingSyntax[]
}

/** One entry under a surface; `at` is its whole value. A key that another surface has is null. */
export interface SurfaceBindingSyntax extends Located {
  readonly kind: EntrypointKind
  readonly id: Text
  /** Input → `bucket.path`. */
  readonly bind: readonly Entry<Text>[]
  readonly method: Text | null
  readonly path: Text | null
  readonly route: Text | null
  readonly source: Text | null
  readonly command: CommandSyntax | null
  readonly dispatch: DispatchSyntax | null
}

export interface CommandSyntax extends Located {
  readonly path: Text
  /** Flag → the literal that it must have. */
  readonly when: readonly Entry<Node>[]
}

/** `x-dispatch`: a matcher in place of the one that the other keys give. */
export interface DispatchSyntax extends Located {
  readonly surfaceType: Text
  readonly clauses: readonly ClauseSyntax[]
  readonly priorityBias: number
}

export interface ClauseSyntax extends Located {
  readonly key: Text
  readonly op: Clause['op']
  readonly value: Node | null
}
