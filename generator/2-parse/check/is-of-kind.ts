import type { Node } from '../../artifact/node.js'
import type { Shape } from '../../language/shape.js'

/** Whether a value is a scalar, a list or a mapping where the shape wants one; what it holds is not looked at. */
export function isOfKind(node: Node, shape: Shape): boolean {
  switch (shape.kind) {
    case 'text':
    case 'word':
    case 'integer':
    case 'number':
    case 'boolean':
    case 'scalar-type':
      return node.kind === 'scalar'
    case 'list':
    case 'tuple':
      return node.kind === 'list'
    case 'mapping':
    case 'map':
    case 'key-choice':
    case 'word-choice':
      return node.kind === 'map'
    case 'form-choice':
      return node.kind !== 'scalar'
    case 'nullable':
      return isOfKind(node, shape.shape)
    case 'template':
      return shape.form === 'any' || node.kind === 'map'
    case 'json':
    case 'type':
    case 'expression':
    case 'named':
      return true
  }
}
