import type { ModelOptions, PortModel } from '../artifact/app-model.js'
import type { CheckedPort } from '../artifact/checked-app.js'
import { declarationIdentifier } from '../artifact/identifier.js'
import { hashContract } from './hash-contract.js'

/** A port with the hash of its contract. A standard port stands in no file. */
export function modelPort(port: CheckedPort, locate: ModelOptions['locate']): PortModel {
  const { id, at, version, input, output } = port
  return {
    id,
    identifier: declarationIdentifier('port', id),
    origin: at === null ? 'standard port' : locate(at),
    version,
    effects: [...port.effects].sort(),
    input,
    output,
    contractHash: hashContract(port),
  }
}
