// In: whatever was given to a builder. Out: entries, and what is no module or initializer at all. Throws nothing.

import type { NativeModule } from '../../contract/native.js'
import type { InitializerModule } from '../../contract/owned-runtime.js'
import { EngineError } from '../engine-error.js'
import { type InitializerEntry, runtimeInitializer } from './initializer-entry.js'
import { type NativeEntry, nativeModule } from './native-entry.js'

export interface Placed<Entry> {
  readonly index: number
  readonly entry: Entry
}

export interface ReadParts<Entry> {
  readonly read: readonly Placed<Entry>[]
  readonly problems: readonly EngineError[]
}

export function readModules(given: readonly unknown[]): ReadParts<NativeEntry> {
  return readEach(given, 'module', (part) => {
    if (part.kind === 'native-entry') return part as unknown as NativeEntry
    if (part.kind === 'native') return nativeModule(part as unknown as NativeModule<never, object>)
    return undefined
  })
}

export function readInitializers(given: readonly unknown[]): ReadParts<InitializerEntry> {
  return readEach(given, 'initializer', (part) => {
    if (part.kind === 'initializer-entry') return part as unknown as InitializerEntry
    if (part.kind === 'initializer' && typeof part.init === 'function')
      return runtimeInitializer(part as unknown as InitializerModule)
    return undefined
  })
}

function readEach<Entry extends { readonly id: string }>(
  given: readonly unknown[],
  kind: 'module' | 'initializer',
  readOne: (part: Readonly<Record<string, unknown>>) => Entry | undefined,
): ReadParts<Entry> {
  const problems: EngineError[] = []
  const read = given.flatMap((part, index): Placed<Entry>[] => {
    const entry = isRecord(part) ? readOne(part) : undefined
    if (entry === undefined) problems.push(notAPart(kind, index, part))
    else if (typeof entry.id !== 'string' || entry.id.trim() === '') problems.push(blankId(kind, index))
    else return [{ index, entry: { ...entry, id: entry.id.trim() } }]
    return []
  })
  return { read, problems }
}

function isRecord(part: unknown): part is Readonly<Record<string, unknown>> {
  return typeof part === 'object' && part !== null
}

function notAPart(kind: string, index: number, part: unknown): EngineError {
  const found = part === undefined || part === null ? String(part) : `not one (${typeof part})`
  return new EngineError('ERR_SPEC_INVALID', `The ${kind} at position ${index} is ${found}.`, { kind, index })
}

function blankId(kind: string, index: number): EngineError {
  return new EngineError('ERR_SPEC_INVALID', `The ${kind} at position ${index} has a blank id.`, { kind, index })
}
