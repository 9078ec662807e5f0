import { type AnyNode, type Expression, type ObjectExpression, type Program, parse } from 'acorn'
import type { GuestExport, GuestMember } from '../../artifact/guest-source.js'
import type { Locate } from './locate-in-source.js'

/** Reads from a bundle, an ES module without its modules' borders, what its default export is. */
export async function findGuestExport(code: string, locate: Locate): Promise<GuestExport> {
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' })
  const value = followNames(exportedExpression(program), listValues(program))
  if (value === null) return { kind: 'unknown' }
  if (value === 'nothing') return { kind: 'none' }
  if (value.type === 'ObjectExpression') return readObject(value, locate)
  return isPlain(value) ? { kind: 'other', at: await locate(value) } : { kind: 'unknown' }
}

type Value = AnyNode | 'nothing' | null

/** The top-level values of a program by name; null for one that is given more than once, or later. */
function listValues({ body }: Program): ReadonlyMap<string, AnyNode | null> {
  const values = new Map<string, AnyNode | null>()
  const add = (name: string, value: AnyNode | null) => values.set(name, values.has(name) ? null : value)
  for (const statement of body) {
    if ((statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration') && statement.id !== null)
      add(statement.id.name, statement)
    if (statement.type !== 'VariableDeclaration') continue
    for (const { id, init } of statement.declarations) if (id.type === 'Identifier') add(id.name, init ?? null)
  }
  return values
}

function exportedExpression({ body }: Program): Value {
  for (const statement of body) {
    if (statement.type === 'ExportDefaultDeclaration') return statement.declaration
    if (statement.type !== 'ExportNamedDeclaration') continue
    for (const { exported, local } of statement.specifiers) {
      const name = exported.type === 'Identifier' ? exported.name : exported.value
      if (name === 'default') return local
    }
  }
  return 'nothing'
}

function followNames(start: Value, values: ReadonlyMap<string, AnyNode | null>): Value {
  let value = start
  const seen = new Set<string>()
  while (value !== null && value !== 'nothing' && value.type === 'Identifier') {
    if (seen.has(value.name)) return null
    seen.add(value.name)
    value = values.get(value.name) ?? null
  }
  const isVoid = value !== null && value !== 'nothing' && value.type === 'UnaryExpression' && value.operator === 'void'
  return isVoid ? 'nothing' : value
}

/** Whether a value is plainly no object with functions as its own members. */
function isPlain({ type }: AnyNode): boolean {
  return plainTypes.has(type) || functionTypes.has(type)
}

const functionTypes: ReadonlySet<string> = new Set([
  'ArrowFunctionExpression',
  'ClassDeclaration',
  'ClassExpression',
  'FunctionDeclaration',
  'FunctionExpression',
])
const plainTypes: ReadonlySet<string> = new Set([
  'ArrayExpression',
  'BinaryExpression',
  'Literal',
  'TemplateLiteral',
  'UpdateExpression',
])

async function readObject(value: ObjectExpression, locate: Locate): Promise<GuestExport> {
  const members: GuestMember[] = []
  let isComplete = true
  for (const property of value.properties) {
    const name = property.type === 'Property' && !property.computed ? nameOf(property.key) : null
    if (property.type !== 'Property' || name === null) isComplete = false
    else
      members.push({
        name,
        at: await locate(property.key),
        mayBeFunction: property.kind === 'init' ? mayBeFunction(property.value) : true,
      })
  }
  return { kind: 'object', at: await locate(value), members, isComplete }
}

function mayBeFunction({ type }: Expression): boolean {
  return !plainTypes.has(type) && type !== 'ObjectExpression'
}

function nameOf(key: AnyNode): string | null {
  if (key.type === 'Identifier') return key.name
  return key.type === 'Literal' ? String(key.value) : null
}
