import type { SpecSyntax } from '../../artifact/documents.js'
import type { PortUser } from '../../artifact/port-need.js'
import type { Span } from '../../artifact/span.js'
import type { Declarations } from '../declaration/declarations.js'

/** One place that uses a port, and one entrypoint that it is reached from; null for what is required as such. */
export interface Use {
  readonly port: string
  readonly at: Span
  readonly by: PortUser
  /** In the author's words: `mutation "add_comment"`. */
  readonly from: string | null
}

/** Finds the uses of one origin. What does not resolve is no use: it is reported elsewhere. */
export type FindUses = (spec: SpecSyntax, declarations: Declarations) => readonly Use[]
