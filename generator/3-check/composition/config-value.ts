import type { CheckedModule } from '../../artifact/checked-composition.js'
import type { Node } from '../../artifact/node.js'

type Json = CheckedModule['config']

/** A YAML value as plain JSON. */
export function configValue(node: Node): Json {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(configValue)
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, configValue(value)]))
}
