import type { NativeModule } from '../../contract/native.js'
import { EngineError } from '../engine-error.js'
import type { NativeEntry } from './native-entry.js'
import type { Placed } from './read-parts.js'

/** Native modules that could not be registered in any runtime. */
export function findMalformedNatives(modules: readonly Placed<NativeEntry>[]): EngineError[] {
  return modules.flatMap(({ index, entry }) =>
    problemsOf(entry).map((problem) => {
      const message = `The module "${entry.id}" cannot be registered: ${problem}.`
      return new EngineError('ERR_REGISTER_FAILED', message, { kind: 'module', index, id: entry.id, phase: 'register' })
    }),
  )
}

function problemsOf({ native, names }: NativeEntry): string[] {
  if (typeof native !== 'object' || native === null || native.kind !== 'native') return ['it is no native module']
  const problems = nativeProblems(native)
  return names.length === 0 ? ['it has no name', ...problems] : problems
}

/** What is wrong with a native module itself, each in half a sentence. */
export function nativeProblems(native: Omit<NativeModule<never, object>, 'kind' | 'name'>): string[] {
  const { exports, bind, guestCode, signatures = {}, capabilities, uses = [] } = native
  const problems: string[] = []
  if (!Array.isArray(capabilities)) problems.push('it does not say its capabilities')
  if (exports !== undefined && bind !== undefined) problems.push('it has both `exports` and `bind`')
  if (exports === undefined && bind === undefined && guestCode === undefined)
    problems.push('it has none of `exports`, `bind` and `guestCode`')
  if (bind !== undefined && typeof bind !== 'function') problems.push('`bind` is no function')
  if (guestCode !== undefined && typeof guestCode !== 'string') problems.push('`guestCode` is no text')
  if (exports !== undefined) problems.push(...signatureProblems(exports, signatures))
  for (const [index, used] of uses.entries())
    if (used?.kind !== 'native') problems.push(`what it uses at position ${index} is no native module`)
  return problems
}

function signatureProblems(exports: object, signatures: object): string[] {
  const functions = exports as Readonly<Record<string, unknown>>
  return Object.keys(signatures)
    .filter((name) => typeof functions[name] !== 'function')
    .map((name) => `it has a signature for \`${name}\`, which it does not export as a function`)
}
