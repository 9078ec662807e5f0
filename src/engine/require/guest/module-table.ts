// `require` in the VM: a function for each module, one table of modules, and what ES modules take from it.

import { folderOf } from '../../../resolve/paths.js'
import { type LoadAnswer, type ModuleFailure, nativePrefix, type ResolveAnswer } from '../protocol.js'
import type { Compiled } from './compiled.js'
import { brokenSource, codedError, errorOf } from './failures.js'
import { createRecord, type ModuleRecord } from './module-record.js'
import { readOnlyView } from './read-only-view.js'

/** What `require` needs of the host. */
export interface RequireDoors {
  resolve(specifier: string, importer: string): ResolveAnswer
  /** Tells of a file, and hands over its compiled code. */
  load(id: string): LoadAnswer
  /** The number of the host's entry into the VM that code runs in. */
  entry(): number
  /** Is told of modules that require each other in a circle. */
  cycle(chain: readonly string[]): void
  /** What guests get for a native. */
  native(id: string): unknown
  /** The native that a name means, where the guest knows without asking; undefined where it does not. */
  nativeOf?(specifier: string): string | undefined
}

/** What a module requires others by. */
export interface Require {
  (specifier: unknown): unknown
  resolve(specifier: unknown): string
  readonly cache: object
  readonly main: ModuleRecord | undefined
}

type FoundAnswer = Exclude<ResolveAnswer, ModuleFailure>

type Table<Value> = Record<string, Value>

/** A module that runs, above the one that required it. */
interface Started {
  readonly record: ModuleRecord
  readonly from: ModuleRecord | undefined
  readonly below: Started | undefined
  /** Code that is ended from outside ends without a word: what began in an earlier entry runs no more. */
  readonly entry: number
}

const { apply } = Reflect
const { create, defineProperty, keys } = Object
const { parse } = JSON
const { splice } = Array.prototype

/** The modules of one VM. */
export class ModuleTable {
  readonly #doors: RequireDoors
  readonly #compiled: Compiled
  readonly #records: Table<ModuleRecord> = create(null)
  readonly #namespaces: Table<object> = create(null)
  readonly #importable: Table<{ readonly exports: unknown } | { readonly thrown: unknown }> = create(null)
  readonly #toldCycles: Table<true> = create(null)
  readonly #cache: object
  #running: Started | undefined
  #main: ModuleRecord | undefined

  constructor(doors: RequireDoors, compiled: Compiled) {
    this.#doors = doors
    this.#compiled = compiled
    this.#cache = readOnlyView(this.#records)
  }

  /** The `require` of a script, or of the host. */
  requireFrom(file: string): Require {
    return this.#requireOf(createRecord(file, folderOf(file)), create(null))
  }

  /** Runs code that the host has compiled as the main module of the VM, and gives its exports. */
  runMain(file: string): unknown {
    const record = createRecord(file, folderOf(file), '.')
    this.#main = record
    const started = this.#start(record, undefined)
    try {
      apply(this.#compiled.take(), record.exports, this.#argumentsOf(record))
      return this.#finish(started)
    } catch (error) {
      throw this.#fail(started, error)
    }
  }

  /** Evaluates what an ES module imports and is none; the names that it exports, or null where it failed. */
  exportNames(kind: 'native' | 'file' | 'json', id: string): readonly string[] | null {
    const name = kind === 'native' ? nativePrefix + id : id
    const known: Table<FoundAnswer> = create(null)
    known[id] = { kind, id }
    try {
      const exports = this.#requireOf(createRecord(id, folderOf(id)), known)(id)
      this.#importable[name] = { exports }
      return namesOf(exports)
    } catch (thrown) {
      this.#importable[name] = { thrown }
      return null
    }
  }

  /** What was evaluated for an ES module; throws what it threw. */
  take(id: string): unknown {
    const given = this.#importable[id]
    if (given === undefined) throw new Error(`${id} was not imported`)
    if ('thrown' in given) throw given.thrown
    return given.exports
  }

  /** An ES module has run. */
  evaluated(id: string, namespace: object): void {
    this.#namespaces[id] = namespace
  }

  #requireOf(record: ModuleRecord, known: Table<FoundAnswer>): Require {
    const find = (specifier: unknown): FoundAnswer => {
      const name = `${specifier}`
      const answer = known[name] ?? this.#resolve(name, record.filename)
      known[name] = answer
      return answer
    }
    // The stack of a VM is small, and every module that requires another is on it: all but the module itself returns first.
    const require = ((specifier: unknown) => {
      const answer = find(specifier)
      const ready = this.#ready(answer, record)
      if (ready !== undefined) return ready.exports
      const started = this.#start(createRecord(answer.id, folderOf(answer.id)), record)
      try {
        const run = this.#load(started.record)
        if (run !== undefined) apply(run, started.record.exports, this.#argumentsOf(started.record))
        return this.#finish(started)
      } catch (error) {
        throw this.#fail(started, error)
      }
    }) as Require
    defineProperty(require, 'resolve', { value: (specifier: unknown) => find(specifier).id, enumerable: true })
    defineProperty(require, 'cache', { value: this.#cache, enumerable: true })
    defineProperty(require, 'main', { get: () => this.#main, enumerable: true })
    return require
  }

  #resolve(name: string, importer: string): FoundAnswer {
    const native = this.#doors.nativeOf?.(name)
    if (native !== undefined) return { kind: 'native', id: native }
    const answer = this.#doors.resolve(name, importer)
    if (answer.kind === 'failure') throw errorOf(answer)
    return answer
  }

  /** What need not run, or is running; undefined for a file that is to be loaded. */
  #ready({ kind, id }: FoundAnswer, from: ModuleRecord): { readonly exports: unknown } | undefined {
    if (kind === 'native') return { exports: this.#doors.native(id) }
    if (kind === 'module') return { exports: this.#namespaceOf(id) }
    const known = this.#records[id]
    if (known === undefined || (!known.loaded && !this.#isRunning(known))) return undefined
    if (!known.loaded) this.#tellCycle(known)
    if (!isAmong(from.children, known)) append(from.children, known)
    return known
  }

  #isRunning(record: ModuleRecord): boolean {
    const entry = this.#doors.entry()
    for (let at = this.#running; at !== undefined; at = at.below) if (at.record === record) return at.entry === entry
    return false
  }

  #namespaceOf(id: string): object {
    const namespace = this.#namespaces[id]
    if (namespace !== undefined) return namespace
    const message = `${id} is an ES module that has not run yet: import it, or require it when it has been imported`
    throw codedError('ERR_MODULE_LOAD', message, { file: id, line: null, column: null })
  }

  // In the table before it runs, so that a circle sees what there is.
  #start(record: ModuleRecord, from: ModuleRecord | undefined): Started {
    const entry = this.#doors.entry()
    const below = this.#running?.entry === entry ? this.#running : undefined
    const started = { record, from, below, entry }
    this.#records[record.filename] = record
    this.#running = started
    if (from !== undefined) append(from.children, record)
    return started
  }

  #finish({ record, below }: Started): unknown {
    this.#running = below
    record.loaded = true
    return record.exports
  }

  // Not in the table when it has failed, so that it is tried again.
  #fail({ record, from, below }: Started, error: unknown): unknown {
    this.#running = below
    if (this.#records[record.filename] === record) delete this.#records[record.filename]
    if (from !== undefined) remove(from.children, record)
    return error
  }

  // Undefined: there is nothing to run, it is JSON.
  #load(record: ModuleRecord): ((...args: never[]) => unknown) | undefined {
    const answer = this.#doors.load(record.filename)
    if (answer.kind === 'failure') throw errorOf(answer)
    if (answer.kind === 'compiled') return this.#compiled.take()
    record.exports = parseJson(record.filename, answer.text)
    return undefined
  }

  #argumentsOf(record: ModuleRecord): readonly unknown[] {
    return [record.exports, this.#requireOf(record, create(null)), record, record.filename, record.path]
  }

  #tellCycle(again: ModuleRecord): void {
    let chain: readonly string[] = [again.filename]
    for (let at = this.#running; at !== undefined; at = at.below) {
      chain = [at.record.filename, ...chain]
      if (at.record === again) break
    }
    const key = chain.join('\n')
    if (this.#toldCycles[key]) return
    this.#toldCycles[key] = true
    this.#doors.cycle(chain)
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    throw brokenSource(file, error as Error)
  }
}

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u

function namesOf(exports: unknown): readonly string[] {
  const hasMembers = (typeof exports === 'object' && exports !== null) || typeof exports === 'function'
  return hasMembers ? keys(exports as object).filter((name) => name !== 'default' && identifier.test(name)) : []
}

function isAmong(records: readonly ModuleRecord[], wanted: ModuleRecord): boolean {
  for (let index = 0; index < records.length; index += 1) if (records[index] === wanted) return true
  return false
}

function append(records: ModuleRecord[], record: ModuleRecord): void {
  defineProperty(records, records.length, { value: record, configurable: true, writable: true, enumerable: true })
}

function remove(records: ModuleRecord[], record: ModuleRecord): void {
  for (let index = records.length - 1; index >= 0; index -= 1)
    if (records[index] === record) apply(splice, records, [index, 1])
}
