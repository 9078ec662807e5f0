import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import { createCallContext } from 'tenon/engine'
import { describe, expect, it } from 'vitest'
import { buffer } from '../../../src/module/buffer/index.js'
import { database } from '../../../src/module/database/index.js'
import { timers } from '../../../src/module/timers/index.js'
import sqlite from '../../../src/store/sqlite/index.js'
import { bindNative, failure, failureIn, openRuntimeWith, runIn } from '../../harness/gated-guest.js'
import { declaredNames } from '../../harness/run-guest-code.js'
import { temporaryFolder } from '../../harness/temporary-folder.js'
import { sampleSchema } from '../../store/sample-app.js'

const start = `const database = require('database'); ${failure}`

function makeFile(): string {
  const file = join(temporaryFolder(), 'data.db')
  const driver = new Driver(file)
  driver.exec(`CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, photo BLOB, weight REAL);
    INSERT INTO people (name, photo, weight) VALUES ('Ada', x'00ff', 1.5), ('Bob', NULL, NULL)`)
  driver.close()
  return file
}

function namesIn(file: string): unknown[] {
  const driver = new Driver(file, { readonly: true })
  try {
    return driver.prepare('SELECT name FROM people ORDER BY id').pluck().all()
  } finally {
    driver.close()
  }
}

async function run(config: unknown, body: string): Promise<unknown> {
  const runtime = await openRuntimeWith([{ native: database, config }, { native: buffer }])
  return runIn(runtime, `${start} ${body}`)
}

describe('database for guests', () => {
  it('D01 gives rows, and tells what has changed', async () => {
    const file = makeFile()
    const body = `const { Buffer } = require('buffer')
      const rows = await database.query('SELECT * FROM people ORDER BY id'); const bytes = rows[0].photo; rows[0].photo = [...bytes]
      const added = await database.execute('INSERT INTO people (name, photo) VALUES (?, ?)', ['Eve', Buffer.from('hi')])
      const named = await database.query('SELECT name, typeof(id) AS kind FROM people WHERE id = :id AND name <> $no', { id: 3, no: 'x' })
      const given = await database.query('INSERT INTO people (name, weight) VALUES (?, ?) RETURNING id, typeof(weight) AS kind', [true, 2])
      const values = await database.query('SELECT ? AS a, ? AS b, ? AS c, typeof(?) AS d, typeof(?) AS e, 1 AS "__proto__"', [null, false, 2 ** 50, 5, 5.5])
      return [Buffer.isBuffer(bytes), rows, added, named, given, values.map((row) => Object.entries(row)), await database.query('DELETE FROM people WHERE id > ?', [2])]`
    expect(await run({ file, access: 'write' }, body)).toEqual([
      true,
      [
        { id: 1, name: 'Ada', photo: [0, 255], weight: 1.5 },
        { id: 2, name: 'Bob', photo: null, weight: null },
      ],
      { changes: 1, lastInsertRowid: 3 },
      [{ name: 'Eve', kind: 'integer' }],
      [{ id: 4, kind: 'real' }],
      [
        [
          ['a', null],
          ['b', 0],
          ['c', 2 ** 50],
          ['d', 'integer'],
          ['e', 'real'],
          ['__proto__', 1],
        ],
      ],
      [],
    ])
    expect(namesIn(file)).toEqual(['Ada', 'Bob'])
  })

  it('D02 stands under the name of the manifest, one for each', async () => {
    const runtime = await openRuntimeWith([
      { native: database, config: { file: makeFile() }, name: 'people' },
      { native: database, config: { file: join(temporaryFolder(), 'other.db'), access: 'write' }, name: 'other' },
    ])
    const body = `const [people, other] = [require('people'), require('other')]; await other.execute('CREATE TABLE t (a)')
      return [await people.query('SELECT count(*) AS n FROM people'), await other.query('SELECT count(*) AS n FROM t')]`
    expect(await runIn(runtime, body)).toEqual([[{ n: 2 }], [{ n: 0 }]])
  })

  it('D03 has nothing to configure, and says no more than the config', async () => {
    const body = `return [Object.keys(database).sort(), await failure(() => database.query('PRAGMA query_only = OFF'))]`
    const [names, refused] = (await run({ file: makeFile() }, body)) as [string[], unknown]
    expect(names).toEqual(declaredNames(database.declaration ?? ''))
    expect(refused).toMatchObject({ code: 'ERR_DATABASE_STATEMENT' })
  })

  it('D05 commits, D06 rolls back, D07 refuses what comes afterwards', async () => {
    const file = makeFile()
    const body = `const kept = []
      const given = await database.transaction(async (tx) => { kept.push(tx); await tx.execute("INSERT INTO people (name) VALUES ('Eve')")
        return [await tx.query('SELECT count(*) AS n FROM people'), await database.query('SELECT count(*) AS n FROM people')] })
      const thrown = await failure(() => database.transaction(async (tx) => { kept.push(tx); await tx.execute('DELETE FROM people'); throw Object.assign(new Error('no'), { code: 'MINE' }) }))
      const over = await Promise.all(kept.map((tx) => failure(() => tx.query('SELECT 1'))))
      const parallel = await database.transaction((tx) => Promise.all([1, 2, 3].map(async (n) => (await tx.query('SELECT ? AS n', [n]))[0].n)))
      const both = await Promise.all([1, 2].map((n) => database.transaction((tx) => tx.execute('UPDATE people SET weight = ?', [n]))))
      return [given, thrown, over, parallel, both.length, await failure(() => database.transaction())]`
    const over = { name: 'Error', code: 'ERR_DATABASE_TRANSACTION_OVER' }
    expect(await run({ file, access: 'write' }, body)).toEqual([
      [[{ n: 3 }], [{ n: 2 }]],
      { name: 'Error', code: 'MINE' },
      [over, over],
      [1, 2, 3],
      2,
      { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' },
    ])
    expect(namesIn(file)).toEqual(['Ada', 'Bob', 'Eve'])
  })

  it('D08 reads one state in a transaction, and writes nothing where it may not', async () => {
    const file = makeFile()
    const body = `return database.transaction(async (tx) => [await tx.query('SELECT count(*) AS n FROM people'), await failure(() => tx.execute('DELETE FROM people'))])`
    expect(await run({ file }, body)).toEqual([[{ n: 2 }], { name: 'Error', code: 'SQLITE_READONLY' }])
    expect(namesIn(file)).toEqual(['Ada', 'Bob'])
  })

  it('waits for another that is writing, without stopping anybody', async () => {
    const file = makeFile()
    const other = new Driver(file)
    other.exec('BEGIN IMMEDIATE')
    const { host } = bindNative(database, { file, access: 'write' })
    const writing = host.execute?.("INSERT INTO people (name) VALUES ('late')", [], 0)
    await new Promise((resolve) => setTimeout(resolve, 50))
    other.exec("INSERT INTO people (name) VALUES ('first'); COMMIT")
    other.close()
    expect(await writing).toMatchObject({ changes: 1 })
    expect(namesIn(file)).toEqual(['Ada', 'Bob', 'first', 'late'])
  })

  it.each([
    ["database.query('SELECT nothing')", 'SQLITE_ERROR'],
    ["database.query('SELEC 1')", 'ERR_DATABASE_STATEMENT'],
    ["database.query('SELECT ?')", 'ERR_DATABASE_STATEMENT'],
    ["database.query('SELECT ?', [1, 2])", 'ERR_DATABASE_STATEMENT'],
    ["database.query('SELECT :a', { b: 1 })", 'ERR_DATABASE_STATEMENT'],
    ["database.query('SELECT ?', [undefined])", 'ERR_INVALID_ARG_TYPE'],
    ["database.query('SELECT ?', [{}])", 'ERR_INVALID_ARG_TYPE'],
    ["database.query('SELECT ?', [NaN])", 'ERR_OUT_OF_RANGE'],
    ["database.query('SELECT ?', [2n ** 60n])", 'ERR_OUT_OF_RANGE'],
    ["database.query('SELECT 1', 5)", 'ERR_INVALID_ARG_TYPE'],
    ['database.query(5)', 'ERR_INVALID_ARG_TYPE'],
    ["database.query('SELECT 9007199254740993')", 'ERR_DATABASE_VALUE'],
    ["database.query('SELECT 9e999')", 'ERR_DATABASE_VALUE'],
    ["database.execute('SELECT 1')", 'ERR_DATABASE_STATEMENT'],
    ["database.execute('INSERT INTO people (id) VALUES (1)')", 'SQLITE_CONSTRAINT_PRIMARYKEY'],
  ])('fails with a code: %s', async (call, code) => {
    expect(await run({ file: makeFile(), access: 'write' }, `return failure(() => ${call})`)).toMatchObject({ code })
  })

  it.each([
    [{}, 'either a store of the app or a file'],
    [{ file: 'a', store: 'b' }, 'either a store of the app or a file'],
    [{ store: 'none' }, '"none", which is no module'],
    [{ store: 'ids' }, '"ids", which lends no data'],
    [{ store: 'store', access: 'write' }, 'config.access must be read'],
    [{ file: ':memory:' }, 'config.file must be the path of a file'],
    [{ file: 'a', access: 'all' }, 'config.access must be one of read, write'],
    [{ file: 'a', sql: 'b' }, 'config has no member "sql"'],
  ])('refuses the config %j', (config, message) => {
    const activated = (id: string): unknown => (id === 'ids' ? {} : undefined)
    expect(() => bindNative(database, config, { activated })).toThrow(message)
  })

  it('says where the file is not there', async () => {
    const { host } = bindNative(database, { file: join(temporaryFolder(), 'none.db') })
    expect(await failureIn(() => host.query?.('SELECT 1', [], 0))).toMatchObject({ code: 'SQLITE_CANTOPEN' })
  })
})

describe('what guests of database cannot do', () => {
  const statements = (folder: string): readonly string[] => [
    `ATTACH DATABASE '${folder}/other.db' AS other`,
    `/* x */ -- y\n attach '${folder}/other.db' AS other`,
    'DETACH main',
    'PRAGMA query_only = OFF',
    'PRAGMA writable_schema = ON',
    'EXPLAIN PRAGMA query_only = OFF',
    'EXPLAIN QUERY PLAN PRAGMA query_only = OFF',
    '--\u2028SELECT 1\nPRAGMA query_only = OFF',
    '--\rSELECT 1\nPRAGMA query_only = OFF',
    '/*/ SELECT */ PRAGMA query_only = OFF',
    '\ufeffPRAGMA query_only = OFF',
    `VACUUM INTO '${folder}/copy.db'`,
    'VACUUM',
    'BEGIN',
    'COMMIT',
    'SAVEPOINT a',
    ';PRAGMA query_only = OFF',
    'SELECT 1; PRAGMA query_only = OFF',
    'SELECT 1; SELECT 2',
    "SELECT load_extension('x')",
    "SELECT fts3_tokenizer('simple', x'00')",
    "SELECT writefile('x', 'y')",
    'SELECT file FROM pragma_database_list',
    'SELECT file FROM "Pragma_Database_List"',
    'SELECT file FROM [pragma_database_list]',
    "SELECT file FROM 'pragma_database_list'",
    'SELECT file FROM main./**/\ufeffpragma_database_list()',
    'SELECT 1\0; PRAGMA query_only = OFF',
    '',
    '-- nothing',
  ]

  it.each(['read', 'write'] as const)('reaches nothing but its database, with access: %s', async (access) => {
    const file = makeFile()
    const folder = join(file, '..')
    const { host } = bindNative(database, { file, access })
    for (const sql of statements(folder))
      for (const name of ['query', 'execute']) {
        const { code } = await failureIn(() => host[name]?.(sql, [], 0)).catch(() => ({ code: `none: ${sql}` }))
        expect(['ERR_DATABASE_STATEMENT', 'SQLITE_ERROR']).toContain(code)
      }
    expect(readdirSync(folder)).toEqual(['data.db'])
    expect(await failureIn(() => host.query?.('SELECT writable FROM missing', [], 0))).toMatchObject({
      code: 'SQLITE_ERROR',
    })
  })

  it('lets ordinary statements pass, whatever they look like', async () => {
    const { host } = bindNative(database, { file: makeFile(), access: 'write' })
    for (const sql of [
      ' \n\t-- a comment; ATTACH\n/* PRAGMA */ select 1;',
      'SELECT \'ATTACH; --\', "name", [name], `name` FROM people',
      'WITH a AS (SELECT 1 AS vacuum) SELECT vacuum FROM a',
      'EXPLAIN QUERY PLAN SELECT 1',
      'VALUES (1), (2)',
      'REPLACE INTO people (id) VALUES (9) RETURNING id',
      'SELECT 1 /* never ended',
    ])
      await host.query?.(sql, [], 0)
  })

  it('changes nothing where it may only read, whichever way', async () => {
    const file = makeFile()
    const { mtimeMs } = statSync(file)
    const { host } = bindNative(database, { file })
    for (const sql of [
      'DELETE FROM people',
      'DELETE FROM people RETURNING id',
      'WITH a AS (SELECT 1) DELETE FROM people',
      'CREATE TABLE t (a)',
      'CREATE TEMP TABLE t (a)',
      'DROP TABLE people',
      'REINDEX',
      'ANALYZE',
    ])
      for (const name of ['query', 'execute'])
        expect(await failureIn(() => host[name]?.(sql, [], 0))).toHaveProperty('code')
    expect(namesIn(file)).toEqual(['Ada', 'Bob'])
    expect(statSync(file).mtimeMs).toBe(mtimeMs)
  })

  const numbers = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000000) SELECT i FROM n'

  it('gets no more rows and no more bytes than it may', async () => {
    const file = makeFile()
    const { host } = bindNative(database, { file, maxRows: 100, maxKb: 1 })
    const tooLarge = { code: 'ERR_DATABASE_TOO_LARGE' }
    expect(await failureIn(() => host.query?.(numbers, [], 0))).toMatchObject(tooLarge)
    expect(await failureIn(() => host.query?.("SELECT printf('%2000d', 1)", [], 0))).toMatchObject(tooLarge)
    expect(await host.query?.(numbers.replace('100000000', '100'), [], 0)).toHaveProperty('rows.length', 100)
  })

  it('C10 goes on with nothing that was aborted between two rows', async () => {
    const native = bindNative(database, { file: makeFile(), maxRows: 2 ** 40, maxKb: 2 ** 30 })
    const running = failureIn(() => native.host.query?.(numbers, [], 0))
    setTimeout(native.abortCall, 50)
    expect(await running).toMatchObject({ code: 'ABORT_ERR' })
    expect(await native.host.query?.('SELECT 1', [], 0)).toMatchObject({ rows: [[1]] })
    native.close()
    expect(await failureIn(() => native.host.query?.('SELECT 1', [], 0))).toMatchObject({ code: 'ABORT_ERR' })
  })

  it.each(['abortCall', 'close'] as const)('C10 rolls back what %s has ended', async (end) => {
    const file = makeFile()
    const native = bindNative(database, { file, access: 'write' })
    const id = await native.host.begin?.()
    await native.host.execute?.('DELETE FROM people', [], id)
    native[end]()
    const code = end === 'close' ? 'ABORT_ERR' : 'ERR_DATABASE_TRANSACTION_OVER'
    expect(await failureIn(() => native.host.query?.('SELECT 1', [], id))).toMatchObject({ code })
    expect(await failureIn(() => native.host.commit?.(id))).toMatchObject({ code: 'ERR_DATABASE_TRANSACTION_OVER' })
    const driver = new Driver(file, { timeout: 0 })
    expect(driver.prepare('DELETE FROM people').run().changes).toBe(2)
    driver.close()
  })

  it.each([
    ['C07 a call', "await database.query('SELECT 1')"],
    ['C08 a call after a wait', "await timers.sleep(5); await database.query('SELECT 1')"],
    [
      'C09 a transaction',
      "await database.transaction(async (tx) => { await timers.sleep(5); await tx.execute('DELETE FROM people') })",
    ],
  ])('%s is under the signal of whoever asked for it', async (_, body) => {
    const file = makeFile()
    const runtime = await openRuntimeWith([{ native: database, config: { file, access: 'write' } }, { native: timers }])
    const abort = new AbortController()
    const source = `const [database, timers] = [require('database'), require('timers')]; (async () => { await timers.sleep(20); ${body} })()`
    const running = runtime.owner.call(createCallContext({ signal: abort.signal }), 'call', (_context, vm) =>
      vm.evaluate(source, 'call.js'),
    )
    setTimeout(() => abort.abort(new Error('enough')), 5)
    await expect(running).rejects.toThrow()
    await runtime.owner.waitIdle()
    expect(namesIn(file)).toEqual(['Ada', 'Bob'])
    expect(await runIn(runtime, `return require('database').query('SELECT count(*) AS n FROM people')`)).toEqual([
      { n: 2 },
    ])
  })
})

describe('database over a store', () => {
  async function openStore(file: string): Promise<ReturnType<typeof sqlite.activate>> {
    const quiet = (): void => undefined
    const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet }
    const clock = { nowIso: () => '2024-01-02T00:00:00.000Z' }
    const instance = await sqlite.activate({
      id: 'store',
      config: { file } as never,
      logger,
      clock,
      signal: new AbortController().signal,
      activated: () => undefined,
    })
    await instance.store.open(sampleSchema)
    return instance
  }

  it('D04 reads what the store keeps, and changes none of it', async () => {
    const file = join(temporaryFolder(), 'store.db')
    const instance = await openStore(file)
    const { host } = bindNative(
      database,
      { store: 'store' },
      { activated: (id) => (id === 'store' ? instance : undefined) },
    )
    const tables = await host.query?.("SELECT name FROM sqlite_schema WHERE type = 'table'", [], 0)
    expect(JSON.stringify(tables)).toContain('tickets')
    expect(await failureIn(() => host.execute?.('DROP TABLE tickets', [], 0))).toHaveProperty('code')
    expect(existsSync(file)).toBe(true)
    const { deactivate } = await instance
    await deactivate?.()
  })

  it('has nothing of a store in memory', async () => {
    const instance = await openStore(':memory:')
    const { host } = bindNative(database, { store: 'store' }, { activated: () => instance })
    expect((await failureIn(() => host.query?.('SELECT 1', [], 0))).message).toContain('in memory')
  })
})
