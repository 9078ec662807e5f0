import type { RequirementSyntax } from '../../artifact/call-syntax.js'
import type { Node } from '../../artifact/node.js'
import { find, listAt, need, textOf, wordAt } from './members.js'

/** The ports that the wiring section asks for; none where it asks for none. */
export function buildRequirements(spec: Node): readonly RequirementSyntax[] {
  const wiring = find(spec, 'wiring')
  const requirements = wiring && find(wiring, 'requirements')
  return requirements === null ? [] : listAt(requirements, 'capabilities', buildRequirement)
}

function buildRequirement(node: Node): RequirementSyntax {
  return {
    at: node.at,
    port: textOf(need(node, 'portId')),
    version: textOf(need(node, 'portVersion')),
    mode: wordAt(node, 'mode', ['local', 'delegated', 'unreachable'], 'local'),
    modeAt: need(node, 'mode').at,
  }
}
