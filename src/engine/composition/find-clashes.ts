import { EngineError } from '../engine-error.js'
import type { Part } from './recipe.js'

// `node:fs`, `@scope/name`, `a/b`: what stands in `require("…")` and cannot be mistaken for a path.
const requireName = /^(node:)?[a-z0-9@][\w@./:-]*$/

/** Is it a name that guests can require a native by? */
export function isRequireName(name: unknown): name is string {
  return typeof name === 'string' && requireName.test(name)
}

/** Ids that two parts have, whatever their kinds: what stands under `requires` means one of them. */
export function findDuplicateIds(parts: readonly Part[]): EngineError[] {
  return findRepeated(parts, (part) => [part.id]).map(({ key, first, second }) => {
    const message = `The id "${key}" is taken twice: by the ${placeOf(first)} and the ${placeOf(second)}.`
    return new EngineError('ERR_DUPLICATE_ID', message, {
      kind: second.kind,
      index: second.index,
      id: key,
      first: first.index,
      second: second.index,
    })
  })
}

/** Names that two parts give to guests, and names that nobody could require. */
export function findNameProblems(parts: readonly Part[]): EngineError[] {
  const malformed = parts.flatMap((part) =>
    part.names.filter((name) => !isRequireName(name)).map((name) => malformedName(part, name)),
  )
  const repeated = findRepeated(parts, (part) => part.names).map(({ key, first, second }) => {
    const message = `The name "${key}" is given twice: by ${whoIs(first)} and by ${whoIs(second)}.`
    return new EngineError('ERR_DUPLICATE_MODULE_NAME', message, {
      kind: second.kind,
      index: second.index,
      name: key,
      first: first.id,
      second: second.id,
    })
  })
  return [...malformed, ...repeated]
}

interface Repeated {
  readonly key: string
  readonly first: Part
  readonly second: Part
}

function findRepeated(parts: readonly Part[], keysOf: (part: Part) => readonly string[]): Repeated[] {
  const firsts = new Map<string, Part>()
  return parts.flatMap((second) =>
    keysOf(second).flatMap((key): Repeated[] => {
      const first = firsts.get(key)
      if (first === undefined) firsts.set(key, second)
      return first === undefined ? [] : [{ key, first, second }]
    }),
  )
}

function malformedName({ kind, index, id }: Part, name: unknown): EngineError {
  const message = `${JSON.stringify(name)} is no name to require "${id}" by: lower case, digits, "-", ".", "/", ":", "@", "_".`
  return new EngineError('ERR_SPEC_INVALID', message, { kind, index, id, name })
}

function placeOf({ kind, index }: Part): string {
  return `${kind} at position ${index}`
}

function whoIs(part: Part): string {
  return `"${part.id}" (${placeOf(part)})`
}
