import type { CapabilityRequirement } from '../../src/contract/deployment.js'
import type { PortModel } from '../artifact/app-model.js'
import type { CheckedRequirement } from '../artifact/checked-app.js'
import { standardPorts } from '../artifact/standard-ports.js'
import { hashContract } from './hash-contract.js'

/** The ports that the app requires, each with the hash of its contract, where steps may call it. */
export function modelRequirements(
  requirements: readonly CheckedRequirement[],
  ports: readonly PortModel[],
): readonly CapabilityRequirement[] {
  return requirements.map((requirement) => ({ ...requirement, contractHash: hashOf(requirement.portId, ports) }))
}

function hashOf(id: string, ports: readonly PortModel[]): string | null {
  const known = ports.find((port) => port.id === id)
  if (known !== undefined) return known.contractHash
  const standard = standardPorts.get(id)
  return standard === undefined ? null : hashContract(standard)
}
