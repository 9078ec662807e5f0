import type { CrossingSchema, Parameter, Signature } from '../../contract/native.js'

const value: CrossingSchema = {
  type: 'one-of',
  of: [{ type: 'null' }, { type: 'number' }, { type: 'string' }, { type: 'bytes' }],
}
const integer: CrossingSchema = { type: 'integer' }
const transaction: Parameter = { name: 'transaction', schema: integer }
const statement: readonly Parameter[] = [
  { name: 'sql', schema: { type: 'string' } },
  {
    name: 'parameters',
    schema: {
      type: 'one-of',
      of: [
        { type: 'array', items: value },
        { type: 'record', values: value },
      ],
    },
  },
  transaction,
]

export const signatures: Readonly<Record<string, Signature>> = {
  query: {
    about: 'Gives the rows of a statement, in a transaction or by itself.',
    params: statement,
    returns: {
      type: 'object',
      members: {
        columns: { type: 'array', items: { type: 'string' } },
        rows: { type: 'array', items: { type: 'array', items: value } },
      },
    },
    async: true,
  },
  execute: {
    about: 'Runs a statement without rows, in a transaction or by itself.',
    params: statement,
    returns: { type: 'object', members: { changes: integer, lastInsertRowid: integer } },
    async: true,
  },
  begin: { about: 'Begins a transaction and gives its number.', params: [], returns: integer, async: true },
  commit: {
    about: 'Makes what was done in a transaction last.',
    params: [transaction],
    returns: { type: 'nothing' },
    async: true,
  },
  rollback: {
    about: 'Undoes what was done in a transaction.',
    params: [transaction],
    returns: { type: 'nothing' },
    async: true,
  },
}
