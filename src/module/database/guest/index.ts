// What guests get for `require('database')`: rows as objects, and transactions as functions.

import { Buffer } from 'native:buffer'
import { argumentError, codedError } from '../../guest/coded-error.js'

declare const module: { exports: unknown }
declare const host: Host

type Value = null | number | string | Uint8Array

interface Host {
  query(sql: string, parameters: unknown, transaction: number): Promise<Found>
  execute(sql: string, parameters: unknown, transaction: number): Promise<object>
  begin(): Promise<number>
  commit(transaction: number): Promise<void>
  rollback(transaction: number): Promise<void>
}

interface Found {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Value[])[]
}

interface Statements {
  query(sql: unknown, parameters?: unknown): Promise<object[]>
  execute(sql: unknown, parameters?: unknown): Promise<object>
}

function statements(transaction: number): Statements {
  return {
    async query(sql, parameters) {
      const { columns, rows } = await host.query(readSql(sql), readParameters(parameters), transaction)
      return rows.map((row) => Object.fromEntries(row.map((value, index) => [columns[index] ?? '', present(value)])))
    },
    execute: async (sql, parameters) => host.execute(readSql(sql), readParameters(parameters), transaction),
  }
}

async function transaction(work: (statements: Statements) => unknown): Promise<unknown> {
  if (typeof work !== 'function') throw argumentError('work', 'of type function', work)
  const id = await host.begin()
  let given: unknown
  try {
    given = await work(statements(id))
  } catch (error) {
    // Where it is over already, what has ended it is what was thrown.
    await host.rollback(id).catch(() => {})
    throw error
  }
  await host.commit(id)
  return given
}

function readSql(sql: unknown): string {
  if (typeof sql !== 'string') throw argumentError('sql', 'of type string', sql)
  return sql
}

function readParameters(parameters: unknown = []): unknown {
  if (Array.isArray(parameters)) return parameters.map((value, index) => toHost(value, `parameters[${index}]`))
  if (typeof parameters !== 'object' || parameters === null || ArrayBuffer.isView(parameters))
    throw argumentError('parameters', 'an instance of Array or Object', parameters)
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, toHost(value, `parameters.${name}`)]),
  )
}

function toHost(value: unknown, name: string): Value {
  if (value === null || typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value)
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  if (typeof value !== 'number' && typeof value !== 'bigint')
    throw argumentError(name, 'null, a boolean, a finite number, a string or bytes', value)
  throw codedError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is no finite number that is exact`)
}

function present(value: Value): unknown {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value
}

module.exports = { ...statements(0), transaction }
