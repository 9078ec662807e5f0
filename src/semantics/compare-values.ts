import { canonicalJson } from './canonical-json.js'

/** By UTF-16 code unit, not by locale: the order must be the same on every machine. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/**
 * The order of sorting: numbers by value, texts by code unit, false before true, everything else by canonical JSON;
 * null (and what is absent) comes after every value.
 */
export function compareForSort(left: unknown, right: unknown): number {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right)
  if (typeof left === 'number' && typeof right === 'number') return left < right ? -1 : left > right ? 1 : 0
  const leftAbsent = left === null || left === undefined
  const rightAbsent = right === null || right === undefined
  if (leftAbsent || rightAbsent) return leftAbsent ? (rightAbsent ? 0 : 1) : -1
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right)
  return compareText(canonicalJson(left), canonicalJson(right))
}
