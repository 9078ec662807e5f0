import type { ReachabilityMode } from '../../artifact/call-syntax.js'
import type { CheckedRequirement } from '../../artifact/checked-app.js'
import type { SpecSyntax } from '../../artifact/documents.js'
import type { PortNeed } from '../../artifact/port-need.js'
import { findNearest } from '../../diagnostic/suggest.js'
import type { FindUses } from './port-use.js'

/** How each port is to be reached, where the spec says so. Of two modes the first counts: that there are two is reported. */
export function modesOf({ requirements }: SpecSyntax): ReadonlyMap<string, ReachabilityMode> {
  const modes = new Map<string, ReachabilityMode>()
  for (const { port, mode } of requirements) if (!modes.has(port.text)) modes.set(port.text, mode)
  return modes
}

/** The ports that something wrong is required of: never to be reached, though they are called, or under a misspelt id. */
export function findDoubtfulPorts({ requirements }: SpecSyntax, ports: readonly string[]): ReadonlySet<string> {
  const doubtful = requirements.map(({ port, mode }) => {
    if (mode === 'unreachable') return port.text
    return ports.includes(port.text) ? null : findNearest(port.text, ports)
  })
  return new Set(doubtful.filter((port) => port !== null))
}

/** A port that is required is needed, whether something calls it or not. */
export const findUsesOfRequirements: FindUses = ({ requirements }) =>
  requirements.flatMap(({ port, mode }, index) =>
    mode === 'unreachable' || requirements.findIndex((other) => other.port.text === port.text) < index
      ? []
      : [{ port: port.text, at: port.at, by: { kind: 'app', id: 'wiring.requirements' } as const, from: null }],
  )

/** Every port that the app cannot run without, with how it is reached, and those that it says it never reaches; in order of id. */
export function listRequirements(spec: SpecSyntax, needs: readonly PortNeed[]): readonly CheckedRequirement[] {
  const needed = needs
    .filter(({ isOptional }) => !isOptional)
    .map(({ port, version, isDelegated }) => ({
      portId: port,
      portVersion: version,
      mode: isDelegated ? ('delegated' as const) : ('local' as const),
    }))
  const known = new Set(needed.map(({ portId }) => portId))
  const shut = spec.requirements.flatMap(({ port, version, mode }) => {
    if (mode !== 'unreachable' || known.has(port.text)) return []
    known.add(port.text)
    return [{ portId: port.text, portVersion: version.text, mode }]
  })
  return [...needed, ...shut].sort((left, right) => (left.portId < right.portId ? -1 : 1))
}
