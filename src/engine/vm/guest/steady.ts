// The language as it was when the VM was made: guest code may change the objects that everybody shares.

type AnyFunction = (...args: never[]) => unknown

const { apply } = Reflect
const { defineProperty, getPrototypeOf } = Object
const { slice, includes, indexOf } = String.prototype

/** A collection with methods of its own. */
export function steady<T extends object>(collection: T): T {
  const prototype = getPrototypeOf(collection) as Readonly<Record<string, AnyFunction | undefined>>
  for (const name of ['get', 'set', 'has', 'add', 'delete', 'clear'])
    if (prototype[name] !== undefined) defineProperty(collection, name, { value: prototype[name] })
  return collection
}

export function after(text: string, start: number): string {
  return apply(slice, text, [start]) as string
}

export function holds(text: string, wanted: string): boolean {
  return apply(includes, text, [wanted]) as boolean
}

/** Whether the number after each occurrence of a text, up to a closing brace, is right. */
export function numbersAfter(text: string, wanted: string, isRight: (number: number) => boolean): boolean {
  const find = (sought: string, from: number): number => apply(indexOf, text, [sought, from]) as number
  for (let at = find(wanted, 0); at >= 0; at = find(wanted, at + 1)) {
    const start = at + wanted.length
    if (!isRight(+(apply(slice, text, [start, find('}', start)]) as string))) return false
  }
  return true
}

/** Puts it at the end; no setter of `Array.prototype` hears of it. */
export function append<T>(list: T[], value: T): number {
  const at = list.length
  defineProperty(list, at, { value, writable: true, enumerable: true, configurable: true })
  return at
}

/** Some items of a list, and `first` before them; whatever an iterator of lists may be by now. */
export function listOf<T>(first: readonly T[], from: readonly T[], start = 0): T[] {
  const list: T[] = []
  for (let at = 0; at < first.length; at += 1) append(list, first[at] as T)
  for (let at = start; at < from.length; at += 1) append(list, from[at] as T)
  return list
}
