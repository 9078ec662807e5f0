import type { AnyNode, ArrowFunctionExpression, Expression, ObjectExpression, Program } from 'acorn'
import type { GuestExport, GuestMember } from '../../artifact/guest-source.js'
import type { Locate } from './locate-in-source.js'
import { walk } from './walk.js'

/** Reads from a CommonJS bundle of an ES module what its default export is. */
export async function findGuestExport(program: Program, locate: Locate): Promise<GuestExport> {
  const uses = listUses(program)
  const { value, isTouched } = followNames(exportedExpression(program), listValues(program), uses)
  if (value === null) return { kind: 'unknown' }
  if (value === 'nothing') return { kind: 'none' }
  if (value.type === 'ObjectExpression') {
    const held = await readObject(value, locate)
    return isTouched ? { ...held, isComplete: false } : held
  }
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

/** What stands behind `default` in the table that a CommonJS bundle makes its exports of. */
function exportedExpression({ body }: Program): Value {
  const expressions = body.flatMap((statement) =>
    statement.type === 'ExpressionStatement' ? [statement.expression] : [],
  )
  const table = expressions.map(nameOfExports).find((name) => name !== null)
  for (const expression of expressions) {
    if (expression.type !== 'CallExpression') continue
    const [target, getters] = expression.arguments
    if (target?.type !== 'Identifier' || target.name !== table || getters?.type !== 'ObjectExpression') continue
    for (const getter of getters.properties)
      if (getter.type === 'Property' && nameOf(getter.key) === 'default' && isGetter(getter.value))
        return getter.value.body
  }
  return 'nothing'
}

/** The table in `module.exports = __toCommonJS(table)`. */
function nameOfExports(expression: Expression): string | null {
  if (expression.type !== 'AssignmentExpression' || expression.right.type !== 'CallExpression') return null
  const { left, right } = expression
  const [table] = right.arguments
  const isOfModule = left.type === 'MemberExpression' && nameOf(left.property) === 'exports'
  return isOfModule && table?.type === 'Identifier' ? table.name : null
}

function isGetter(value: Expression): value is ArrowFunctionExpression {
  return value.type === 'ArrowFunctionExpression'
}

/** How often each name stands in a program, and which are given another value. */
interface Uses {
  readonly count: ReadonlyMap<string, number>
  readonly assigned: ReadonlySet<string>
}

function listUses(program: Program): Uses {
  const count = new Map<string, number>()
  const assigned = new Set<string>()
  walk(program, (node) => {
    if (node.type === 'Identifier') count.set(node.name, (count.get(node.name) ?? 0) + 1)
    if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier') assigned.add(node.left.name)
  })
  return { count, assigned }
}

/** A name stands where it is declared and where it is handed on; anywhere else, something may be added to what it holds. */
const untouched = 2

function followNames(
  start: Value,
  values: ReadonlyMap<string, AnyNode | null>,
  { count, assigned }: Uses,
): { readonly value: Value; readonly isTouched: boolean } {
  let value = start
  let isTouched = false
  const seen = new Set<string>()
  while (value !== null && value !== 'nothing' && value.type === 'Identifier') {
    const { name } = value
    if (seen.has(name) || assigned.has(name)) return { value: null, isTouched }
    seen.add(name)
    isTouched ||= (count.get(name) ?? 0) > untouched
    value = values.get(name) ?? null
  }
  const isVoid = value !== null && value !== 'nothing' && value.type === 'UnaryExpression' && value.operator === 'void'
  return { value: isVoid ? 'nothing' : value, isTouched }
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

async function readObject(value: ObjectExpression, locate: Locate): Promise<GuestExport & { readonly kind: 'object' }> {
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
