import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { CollectionColumn, CollectionTable } from '../../src/contract/collection.js'
import type { AppStore } from '../../src/contract/store.js'
import sqlite, { createSqliteStore } from '../../src/store/sqlite/index.js'
import { temporaryFolder } from '../harness/temporary-folder.js'
import { bundleScript, runScript } from './child-process.js'
import { fill, recordOf, sampleSchema, ticket } from './sample-app.js'

function column(name: string, type: CollectionColumn['type'], required = false): CollectionColumn {
  return { name, type, required }
}

function table(id: string, columns: readonly CollectionColumn[], indexes: string[][] = []): CollectionTable {
  return { id, columns: [column('id', 'text', true), ...columns], indexes }
}

async function open(file: string, tables: readonly CollectionTable[], appId = 'app'): Promise<AppStore> {
  const store = createSqliteStore({ file })
  onTestFinished(async () => store.close())
  await store.open({ appId, tables })
  return store
}

function databaseWith(file: string, sql: string): void {
  const database = new Database(file)
  database.exec(sql)
  database.close()
}

describe('the SQLite file', () => {
  it('is made with the folders above it, and keeps its data when it is opened again', async () => {
    const file = join(temporaryFolder(), 'a', 'b', 'app.db')
    const first = await open(file, sampleSchema.tables)
    await fill(first, { tickets: [ticket('a')] })
    await first.close()
    expect((await (await open(file, sampleSchema.tables)).read('tickets', 'a')).record).toEqual(ticket('a'))
  })

  it('of a version that kept no sessions gets a place for them', async () => {
    const file = join(temporaryFolder(), 'app.db')
    const before = await open(file, sampleSchema.tables)
    await fill(before, { tickets: [ticket('a')] })
    await before.close()
    databaseWith(file, 'DROP TABLE tenon_sessions')
    const after = await open(file, sampleSchema.tables)
    const session = { key: 'user:u1', value: { p: 2 }, version: 0 }
    expect(await after.commit({ reads: [], writes: [], replay: null, session })).toEqual({ kind: 'committed' })
    expect((await after.sessions.read('user:u1')).value).toEqual({ p: 2 })
    expect((await after.read('tickets', 'a')).record).toEqual(ticket('a'))
  })

  it('may be memory, or have a name that looks like an address', async () => {
    const folder = temporaryFolder()
    const before = process.cwd()
    process.chdir(folder)
    onTestFinished(() => process.chdir(before))
    await fill(await open(':memory:', sampleSchema.tables), { tickets: [ticket('a')] })
    await fill(await open('file:app.db?mode=memory', sampleSchema.tables), { tickets: [ticket('a')] })
    expect([existsSync(join(folder, ':memory:')), statSync(join(folder, 'file:app.db?mode=memory')).isFile()]).toEqual([
      false,
      true,
    ])
  })

  it.each<readonly [what: string, make: (path: string) => void, problem: string]>([
    ['a folder', (path) => mkdirSync(path), 'it is a folder'],
    ['no database', (path) => writeFileSync(path, 'x'.repeat(5000)), 'it is no SQLite database'],
    [
      'a database with UTF-8 text',
      (path) => databaseWith(path, 'CREATE TABLE t (a)'),
      'it is a database with UTF-8 text, and not one that this store has made',
    ],
  ])('is refused when it is %s', (_, make, problem) => {
    const file = join(temporaryFolder(), 'app.db')
    make(file)
    expect(() => createSqliteStore({ file })).toThrow(`the SQLite file "${file}" cannot be used: ${problem}`)
  })

  it.each([
    ['is a file', 'app.db/data/app.db'],
    ['is a file, directly', 'app.db/app.db'],
  ])('is refused when its folder %s', (_, path) => {
    const folder = temporaryFolder({ 'app.db': '' })
    expect(() => createSqliteStore({ file: join(folder, path) })).toThrow('cannot be used: its folder is no folder')
  })

  it('is refused when nothing can be made where it should be', () => {
    expect(() => createSqliteStore({ file: '/proc/nowhere/app.db' })).toThrow(
      'cannot be used: its folder cannot be made',
    )
  })

  it('is refused when it holds tables of others, of another app, or of another format', async () => {
    const folder = temporaryFolder()
    databaseWith(join(folder, 'foreign.db'), "PRAGMA encoding = 'UTF-16be'; CREATE TABLE t (a)")
    await expect(open(join(folder, 'foreign.db'), [])).rejects.toThrow('holds tables that this store has not made')
    const file = join(folder, 'app.db')
    await (await open(file, [])).close()
    await expect(open(file, [], 'other')).rejects.toThrow('belongs to the app "app", and this is "other"')
    databaseWith(file, 'UPDATE tenon_state SET format = 2')
    await expect(open(file, [])).rejects.toThrow('has the format 2')
  })

  it('may have collections and fields with names of SQL and of its own tables', async () => {
    const columns = ['select', 'order', 'group', 'index', 'rowid', '_version', 'excluded'].map((name) =>
      column(name, 'text'),
    )
    const names = ['table', 'tenon_replay', 'tenon_state', 'sqlite_schema', 'SQLITE_x', 'values']
    const tables = names.map((name) => table(name, columns, [['select', 'order'], ['rowid']]))
    const store = await open(join(temporaryFolder(), 'app.db'), tables)
    for (const each of tables) {
      const record = recordOf(each, { id: 'a', ...Object.fromEntries(columns.map(({ name }) => [name, `my ${name}`])) })
      await fill(store, { [each.id]: [record] })
      await fill(store, { [each.id]: [record] })
      expect((await store.read(each.id, 'a')).record).toEqual(record)
    }
  })
})

describe('the schema', () => {
  const before = [table('notes', [column('body', 'text', true), column('rank', 'int')])]

  async function fileWithNote(): Promise<string> {
    const file = join(temporaryFolder(), 'app.db')
    const store = await open(file, before)
    await fill(store, { notes: [recordOf(before[0] as CollectionTable, { id: 'a', body: 'b', rank: 1 })] })
    await store.close()
    return file
  }

  it('gets new collections, fields and indexes', async () => {
    const file = await fileWithNote()
    const after = table(
      'notes',
      [...(before[0]?.columns.slice(1) ?? []), column('tags', 'json')],
      [['rank'], ['rank', 'body']],
    )
    const store = await open(file, [after, table('others', [])])
    expect((await store.read('notes', 'a')).record).toEqual({ id: 'a', body: 'b', rank: 1, tags: null })
    const database = new Database(file, { readonly: true })
    onTestFinished(() => {
      database.close()
    })
    const indexes =
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = 'notes' ORDER BY 1"
    expect(database.prepare(indexes).pluck().all()).toEqual(['notes$rank', 'notes$rank$body'])
  })

  it('keeps what a removed field held, for when it comes back', async () => {
    const file = await fileWithNote()
    const store = await open(file, [table('notes', [column('rank', 'int')])])
    expect((await store.read('notes', 'a')).record).toEqual({ id: 'a', rank: 1 })
    await fill(store, { notes: [{ id: 'a', rank: 2 } as { id: string }] })
    await store.close()
    expect((await (await open(file, before)).read('notes', 'a')).record).toEqual({ id: 'a', body: 'b', rank: 2 })
  })

  it('refuses everything that does not fit at once, and changes nothing', async () => {
    const file = await fileWithNote()
    const after = table('notes', [
      column('body', 'json'),
      column('rank', 'int', true),
      column('added', 'text', true),
      column('fine', 'text'),
      column('Rank', 'text'),
    ])
    await expect(open(file, [after])).rejects.toThrow(
      'the stored data does not fit the app: ' +
        'the fields rank and Rank of notes differ in upper case alone; ' +
        'notes.body is stored as text, and the app declares json; ' +
        'notes.added is a new required field, and there are records without it',
    )
    expect((await (await open(file, before)).read('notes', 'a')).record).toEqual({ id: 'a', body: 'b', rank: 1 })
  })

  it('refuses a required field where a record is without it, be it since the field was gone', async () => {
    const file = await fileWithNote()
    const without = await open(file, [table('notes', [column('rank', 'int')])])
    await fill(without, { notes: [{ id: 'c', rank: 2 } as { id: string }] })
    await without.close()
    await expect(open(file, before)).rejects.toThrow('notes.body is required, and there are records without it')
    const optional = await open(file, [table('notes', [column('body', 'text'), column('rank', 'int')])])
    expect((await optional.read('notes', 'c')).record).toEqual({ id: 'c', body: null, rank: 2 })
  })

  it('lets a field of an empty collection, or one that every record has, become required', async () => {
    const file = await fileWithNote()
    const required = [table('notes', [column('body', 'text', true), column('rank', 'int', true)]), table('empty', [])]
    await (await open(file, required)).close()
    const added = await open(file, [...required.slice(0, 1), table('empty', [column('name', 'text', true)])])
    await fill(added, { empty: [recordOf(table('empty', []), { id: 'e', name: 'n' })] })
    expect((await added.read('empty', 'e')).record).toEqual({ id: 'e', name: 'n' })
  })

  it('refuses collections that differ in case alone', async () => {
    const tables = [table('Notes', []), table('notes', [])]
    await expect(open(join(temporaryFolder(), 'app.db'), tables)).rejects.toThrow(
      'the collections Notes and notes differ in upper case alone',
    )
  })
})

describe('the provider module', () => {
  const { signal } = new AbortController()
  const clock = { nowIso: () => '' }
  const context = { id: 'store', logger: console, clock, signal, activated: () => undefined }

  it('opens the file of its config, and closes it', async () => {
    const file = join(temporaryFolder(), 'app.db')
    const { store, deactivate } = await sqlite.activate({ ...context, config: { file } as never })
    await store.open(sampleSchema)
    await store.close()
    await deactivate?.()
    await expect(async () => store.read('tickets', 'a')).rejects.toThrow()
  })

  it.each([[null], [{}], [{ file: ' ' }], [{ file: 7 }], ['app.db']])('refuses the config %j', async (config) => {
    await expect(async () => sqlite.activate({ ...context, config: config as never })).rejects.toThrow(
      'config.file must be the path of a SQLite file',
    )
  })

  it('says what to install where the driver is missing', async () => {
    const folder = temporaryFolder()
    const script = bundleScript('src/store/sqlite/index.ts', folder)
    const address = pathToFileURL(script).href
    const text = `import { createSqliteStore } from ${JSON.stringify(address)}\ntry { createSqliteStore({ file: ':memory:' }) } catch (error) { console.log(error.message) }\n`
    writeFileSync(join(folder, 'use.mjs'), text)
    expect(await runScript(join(folder, 'use.mjs'), [], true).ended).toEqual({
      code: 0,
      signal: null,
      output: 'SQLite needs the package better-sqlite3, which is not installed: run "npm install better-sqlite3"\n',
    })
  })
})
