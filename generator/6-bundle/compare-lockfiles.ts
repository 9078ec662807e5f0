/** One fact that differs. `path` leads to it through the JSON; undefined is a fact that is not there. */
export interface LockChange {
  readonly path: readonly string[]
  readonly from: unknown
  readonly to: unknown
}

/** Every fact in which two lockfiles differ; a module that came or went is one fact. */
export function compareLockfiles(locked: unknown, wanted: unknown): readonly LockChange[] {
  return compare(locked, wanted, []).filter(({ path, from, to }) => path[0] !== 'order' || isReordered(from, to))
}

function compare(from: unknown, to: unknown, path: readonly string[]): readonly LockChange[] {
  if (!isRecord(from) || !isRecord(to)) return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ path, from, to }]
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort()
  return keys.flatMap((key) => compare(own(from, key), own(to, key), [...path, key]))
}

/** Modules that came or went change the order too, and have been reported. */
export function isReordered(from: unknown, to: unknown): boolean {
  if (!Array.isArray(from) || !Array.isArray(to)) return true
  const stayed = from.filter((id) => to.includes(id))
  return JSON.stringify(stayed) !== JSON.stringify(to.filter((id) => from.includes(id)))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** `modules.mail.version was null and is "2.0.0"`. */
export function sayChange({ path, from, to }: LockChange): string {
  const name = path.join('.')
  if (from === undefined) return `${name} is new`
  return to === undefined ? `${name} is gone` : `${name} was ${sayValue(from)} and is ${sayValue(to)}`
}

function sayValue(value: unknown): string {
  return isRecord(value) ? '{…}' : JSON.stringify(value)
}
