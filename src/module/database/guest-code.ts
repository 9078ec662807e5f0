// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.
/* biome-ignore-all lint: generated */
/* biome-ignore-all format: generated */
/** What runs in the VM. */
export const guestCode: string = `// src/module/database/guest/index.ts
var import_native_buffer = require("buffer");

// src/module/guest/coded-error.ts
function codedError(Class, code, message) {
  return Object.assign(new Class(message), { code });
}
function argumentError(name, wanted, value) {
  const received = value === null ? "null" : typeof value;
  const message = \`The "\${name}" argument must be \${wanted}. Received \${received}\`;
  return codedError(TypeError, "ERR_INVALID_ARG_TYPE", message);
}

// src/module/database/guest/index.ts
function statements(transaction2) {
  return {
    async query(sql, parameters) {
      const { columns, rows } = await host.query(readSql(sql), readParameters(parameters), transaction2);
      return rows.map((row) => Object.fromEntries(row.map((value, index) => [columns[index] ?? "", present(value)])));
    },
    execute: async (sql, parameters) => host.execute(readSql(sql), readParameters(parameters), transaction2)
  };
}
async function transaction(work) {
  if (typeof work !== "function") throw argumentError("work", "of type function", work);
  const id = await host.begin();
  let given;
  try {
    given = await work(statements(id));
  } catch (error) {
    await host.rollback(id).catch(() => {
    });
    throw error;
  }
  await host.commit(id);
  return given;
}
function readSql(sql) {
  if (typeof sql !== "string") throw argumentError("sql", "of type string", sql);
  return sql;
}
function readParameters(parameters = []) {
  if (Array.isArray(parameters)) return parameters.map((value, index) => toHost(value, \`parameters[\${index}]\`));
  if (typeof parameters !== "object" || parameters === null || ArrayBuffer.isView(parameters))
    throw argumentError("parameters", "an instance of Array or Object", parameters);
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, toHost(value, \`parameters.\${name}\`)])
  );
}
function toHost(value, name) {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "bigint" && Number.isSafeInteger(Number(value))) return Number(value);
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (typeof value !== "number" && typeof value !== "bigint")
    throw argumentError(name, "null, a boolean, a finite number, a string or bytes", value);
  throw codedError(RangeError, "ERR_OUT_OF_RANGE", \`The value of "\${name}" is no finite number that is exact\`);
}
function present(value) {
  return value instanceof Uint8Array ? import_native_buffer.Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}
module.exports = { ...statements(0), transaction };
`
/** The body of its `declare module`. */
export const declaration: string = `type Buffer = import('buffer').Buffer

/** What a parameter may be; a boolean becomes 1 or 0. */
export type Value = null | boolean | number | bigint | string | ArrayBufferView
/** By place, for \`?\`; or by name, for \`:name\`, \`@name\` and \`$name\`. */
export type Parameters = readonly Value[] | Readonly<Record<string, Value>>
export type Row = Record<string, null | number | string | Buffer>

export interface Changes {
  readonly changes: number
  readonly lastInsertRowid: number
}

export interface Transaction {
  query<Found extends object = Row>(sql: string, parameters?: Parameters): Promise<Found[]>
  execute(sql: string, parameters?: Parameters): Promise<Changes>
}

/** The rows of one statement. */
export function query<Found extends object = Row>(sql: string, parameters?: Parameters): Promise<Found[]>
/** Runs one statement that gives no rows. */
export function execute(sql: string, parameters?: Parameters): Promise<Changes>
/**
 * Does work in a transaction, which is committed when the work is done and rolled back when it throws. What is asked for
 * outside of \`transaction\` meanwhile is no part of it.
 */
export function transaction<Given>(work: (transaction: Transaction) => Given | Promise<Given>): Promise<Given>
`
