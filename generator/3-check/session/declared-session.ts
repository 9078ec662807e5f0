import type { Json } from '../../../src/contract/json.js'
import type { SessionSyntax } from '../../artifact/session-syntax.js'
import { sessionRead } from '../../artifact/standard-ports.js'
import type { ObjectShape } from '../../artifact/value-type.js'
import { typeOfShape } from '../expression/scope.js'
import { jsonOf } from '../template/check-literal.js'
import { recordShapeOf } from '../type/shape-of.js'

/** The session as the rest of a spec sees it; without a section it has no fields. */
export interface DeclaredSession {
  readonly syntax: SessionSyntax | null
  /** Every member is there, null where it has no value. */
  readonly shape: ObjectShape
  /** What `session.read` gives. */
  readonly read: ObjectShape
  /** As written; what is wrong with them is another rule's. */
  readonly defaults: ReadonlyMap<string, Json>
}

export function declareSession(syntax: SessionSyntax | null): DeclaredSession {
  const shape = recordShapeOf(syntax?.fields ?? [], 'Session')
  return {
    syntax,
    shape,
    read: { ...sessionRead.output, fields: [{ name: 'session', required: true, type: typeOfShape(shape) }] },
    defaults: new Map((syntax?.defaults ?? []).map(({ name, value }) => [name.text, jsonOf(value)])),
  }
}
