import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { describe, expect, it } from 'vitest'
import { hashContract } from '../../../generator/4-model/hash-contract.js'
import { standardPorts } from '../../../generator/artifact/standard-ports.js'
import type { ObjectShape } from '../../../generator/artifact/value-type.js'
import { modelOf } from './model-of.js'

function hash(value: unknown): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? '', 'utf8')
    .digest('hex')
}

const $schema = 'https://json-schema.org/draft/2020-12/schema'
const text = { type: 'string' }
const maybe = (type: object): object => ({ anyOf: [type, { type: 'null' }] })

function closed(properties: object, required: readonly string[]): object {
  const object = { type: 'object', properties, additionalProperties: false }
  return required.length === 0 ? object : { ...object, required }
}

// Written out by hand: the schemas as the language reference spells them, the hash by other hands than ours.
const errorHash = hash({
  $schema,
  ...closed({ code: text, message: text, retryable: maybe({ type: 'boolean' }) }, ['code', 'message']),
})
const input = closed(
  {
    at: { type: 'string', format: 'date-time' },
    count: maybe({ type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 }),
    kind: { enum: ['a', 1, true] },
    lines: { type: 'array', items: closed({ amount: { type: 'number' }, note: maybe(text) }, ['amount']) },
    to: { type: 'string', minLength: 1 },
  },
  ['at', 'kind', 'lines', 'to'],
)

const spec = `
app: { id: desk, name: Desk, tz: UTC }
domain:
  capabilities:
    pay.send:
      version: 2.1.0
      effects: [network, compute]
      in:
        to: id!
        kind: { enum: [a, 1, true], required: true }
        lines: { array: { object: { note: text, amount: number! } }, required: true }
        count: int
        at: timestamp!
      out: { done: bool }
`

describe('a contract hash', () => {
  const [port] = modelOf(spec).ports

  it('is over the schemas of the language reference', () => {
    const wanted = hash({
      id: 'pay.send',
      version: '2.1.0',
      declaredEffects: ['compute', 'network'],
      inputHash: hash({ $schema, ...input }),
      outputHash: hash({ $schema, ...closed({ done: maybe({ type: 'boolean' }) }, []) }),
      errorHash,
      target: 'draft-2020-12',
    })
    expect(port?.contractHash).toBe(wanted)
  })

  it('is this, for another implementation to compare with', () => {
    expect(port?.contractHash).toBe('0a3ca69e9db71e4482d3bb7a5b80af5f8a7e2419a0398f0e5cfeb0009ef323aa')
  })

  const empty: ObjectShape = { name: 'PingInput', fields: [] }
  const ping = { id: 'ping', version: '1.0.0', effects: ['compute', 'read'], input: empty, output: empty } as const

  it('does not depend on the order of effects and the names of types', () => {
    const renamed = { ...ping, effects: ['read', 'compute'], input: { ...empty, name: 'Other' } } as const
    expect(hashContract(renamed)).toBe(hashContract(ping))
  })

  it.each([
    ['id', { ...ping, id: 'pong' }],
    ['version', { ...ping, version: '1.0.1' }],
    ['effects', { ...ping, effects: ['read'] as const }],
    [
      'input',
      { ...ping, input: { ...empty, fields: [{ name: 'a', required: false, type: { kind: 'unknown' } as const }] } },
    ],
    [
      'output',
      { ...ping, output: { ...empty, fields: [{ name: 'a', required: false, type: { kind: 'unknown' } as const }] } },
    ],
  ])('changes with its %s', (_, changed) => {
    expect(hashContract(changed)).not.toBe(hashContract(ping))
  })
})

describe('the contract of a standard port', () => {
  const id = { type: 'string', minLength: 1 }
  const int = { type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 }
  const written = closed({ collection: text, id, op: { enum: ['upsert', 'update', 'delete'] } }, [
    'collection',
    'id',
    'op',
  ])
  // What a record is depends on its collection, and what a patch is on the record: any value stands for both.
  it.each([
    [
      'collections.read',
      ['read'],
      closed({ collection: text, id }, ['collection', 'id']),
      closed({ record: {} }, ['record']),
    ],
    [
      'collections.write',
      ['write'],
      closed({ atomicity: {}, patch: {}, patches: {} }, []),
      closed({ written: { type: 'array', items: written } }, ['written']),
    ],
    [
      'ids.generate',
      ['compute'],
      closed({ count: maybe(int), prefix: maybe(text) }, []),
      closed({ ids: { type: 'array', items: text } }, ['ids']),
    ],
  ])('%s is as the language reference has it', (port, declaredEffects, takes, gives) => {
    const contract = standardPorts.get(port)
    const wanted = hash({
      id: port,
      version: '1.0.0',
      declaredEffects,
      inputHash: hash({ $schema, ...takes }),
      outputHash: hash({ $schema, ...gives }),
      errorHash,
      target: 'draft-2020-12',
    })
    expect(contract && hashContract(contract)).toBe(wanted)
  })
})
