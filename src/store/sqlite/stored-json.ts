import { Buffer } from 'node:buffer'

/** A JSON value as bytes, because the database would keep two for every character of a text. */
export function toBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value))
}

/** The value again; what it is, whoever stored it knows. */
export function fromBytes<Value>(bytes: Uint8Array): Value {
  return JSON.parse(Buffer.from(bytes).toString()) as Value
}
