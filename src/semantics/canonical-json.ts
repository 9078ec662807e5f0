import { bug } from './bug.js'
import { callFailed } from './call-failed.js'

// Declared shapes are far shallower; what is deeper was made to overflow the stack.
const deepest = 1000

/**
 * RFC 8785 canonical JSON of a plain value: equal values give equal text, whatever the order of their members.
 * Members that are undefined are absent. A value nested deeper than 1,000 levels is an `expression_type_error`.
 */
export function canonicalJson(value: unknown): string {
  // The native writer differs in nothing but the order of members, and what emitted readers make is in order.
  const text = isOrdered(value, 0) ? (JSON.stringify(value) ?? 'null') : write(value)
  // Both writers escape half a character as `\udXXX`; a text may hold these letters itself, so the value decides.
  if (text.includes('\\ud')) refuseHalves(value)
  return text
}

// Refuses what is no JSON on its way, so that both writers need not.
function isOrdered(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case 'number':
      if (Number.isFinite(value)) return true
      throw bug(`${value} is not JSON`)
    case 'string':
    case 'boolean':
    case 'undefined':
      return true
    case 'object':
      if (value === null) return true
      if (depth === deepest) throw callFailed('expression_type_error', { problem: 'a value is nested too deeply' })
      return Array.isArray(value) ? hasOrderedElements(value, depth + 1) : hasOrderedMembers(value, depth + 1)
    default:
      throw bug(`a ${typeof value} is not JSON`)
  }
}

function hasOrderedElements(list: readonly unknown[], depth: number): boolean {
  let areOrdered = true
  for (let index = 0; index < list.length; index++) if (!isOrdered(list[index], depth)) areOrdered = false
  return areOrdered
}

function hasOrderedMembers(object: object, depth: number): boolean {
  const names = Object.keys(object)
  let areOrdered = true
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string
    if (index > 0 && name < (names[index - 1] as string)) areOrdered = false
    if (!isOrdered((object as Readonly<Record<string, unknown>>)[name], depth)) areOrdered = false
  }
  return areOrdered
}

function refuseHalves(value: unknown): void {
  if (typeof value === 'string' && !value.isWellFormed())
    throw callFailed('expression_type_error', { problem: 'a text is not well-formed Unicode' })
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    refuseHalves(name)
    refuseHalves(member)
  }
}

function write(value: unknown): string {
  if (typeof value === 'string') return writeText(value)
  if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : `${value as null | number}`
  return Array.isArray(value) ? writeList(value) : writeObject(value)
}

// Texts that stand in quotes as they are, which is nearly all of them, and faster to tell than to escape.
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

function writeText(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text)
}

function writeList(list: readonly unknown[]): string {
  let text = '['
  for (let index = 0; index < list.length; index++) text += index > 0 ? `,${write(list[index])}` : write(list[index])
  return `${text}]`
}

function writeObject(object: object): string {
  let text = '{'
  // The default order of `sort` is by UTF-16 code unit.
  for (const name of Object.keys(object).sort()) {
    const value = (object as Readonly<Record<string, unknown>>)[name]
    if (value !== undefined) text += `${text === '{' ? '' : ','}${writeText(name)}:${write(value)}`
  }
  return `${text}}`
}
