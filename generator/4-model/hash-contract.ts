import type { CheckedPort } from '../artifact/checked-app.js'
import { schemaDocument } from '../artifact/json-schema.js'
import type { ObjectShape, ValueType } from '../artifact/value-type.js'
import { hashValue } from './hash-value.js'

const text: ValueType = { kind: 'scalar', scalar: 'text', nullable: false }

/** What every port fails with. */
const errorShape: ObjectShape = {
  name: 'PortError',
  fields: [
    { name: 'code', required: true, type: text },
    { name: 'message', required: true, type: text },
    { name: 'retryable', required: false, type: { kind: 'scalar', scalar: 'bool', nullable: true } },
  ],
}

/**
 * The hash of a port's contract: of its id, version and effects, and of its three schemas in JSON Schema draft 2020-12.
 * Names of types and places in the spec are no part of it, so that two specs with one contract agree.
 */
export function hashContract({
  id,
  version,
  effects,
  input,
  output,
}: Pick<CheckedPort, 'id' | 'version' | 'effects' | 'input' | 'output'>): string {
  return hashValue({
    id,
    version,
    declaredEffects: [...effects].sort(),
    inputHash: hashValue(schemaDocument(input)),
    outputHash: hashValue(schemaDocument(output)),
    errorHash: hashValue(schemaDocument(errorShape)),
    target: 'draft-2020-12',
  })
}
