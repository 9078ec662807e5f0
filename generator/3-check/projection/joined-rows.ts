import type { ExpressionModel, PathModel } from '../../artifact/app-model.js'
import type { ExpressionSyntax } from '../../artifact/documents.js'
import type { Text } from '../../artifact/node.js'
import type { ObjectShape, ShapeField } from '../../artifact/value-type.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { checkCondition } from '../expression/check-condition.js'
import { typeOfShape } from '../expression/scope.js'
import { isNullable, unknownType } from '../type/nullable.js'
import type { Place } from './check-fields.js'
import type { CheckedJoin } from './check-join.js'
import { scopeOfFilter } from './known-projection.js'
import { findField } from './row-sources.js'

/** Checks a filter over joined records that have no output row yet. They are seen by alias, bare or as members of `row`. */
export function checkJoinedFilter(where: ExpressionSyntax, from: CheckedJoin, place: Place): ExpressionModel {
  const shape = shapeOfJoined(from)
  const aliases = [...from.sources.aliases].map(([name, { type }]) => [name, type] as const)
  const filter = { row: typeOfShape(shape), aliases, input: unknownType }
  const scope = scopeOfFilter('the "where" of an aggregate', filter)
  const whole = findWholeRow(where)
  if (whole !== null) {
    const problem = `this is all joined records at once; name one of ${shape.fields.map(({ name }) => name).join(', ')}`
    place.found.push(diagnostic('expression_reference_error', whole.at, { path: 'row', problem }, { path: place.path }))
  }
  return withAliases(checkCondition(where, { scope, ...place }), from)
}

function shapeOfJoined({ sources, names }: CheckedJoin): ObjectShape {
  const records = [...sources.aliases].map(([name, { type }]) => fieldOf(name, type))
  const introduced = [...names].flatMap(([name, segments]) => {
    const field = segments && findField([name], sources, names)
    return field?.ok === true && !sources.aliases.has(name) ? [fieldOf(name, field.source.value.type)] : []
  })
  return { name: '', complete: true, fields: [...records, ...introduced] }
}

function fieldOf(name: string, type: ShapeField['type']): ShapeField {
  return { name, required: !isNullable(type), type }
}

/** The place where an expression names the row and no member of it. */
function findWholeRow(expression: ExpressionSyntax): Text | null {
  switch (expression.kind) {
    case 'literal':
      return null
    case 'var':
      if (expression.segments.length === 1 && expression.segments[0] === 'row') return expression.path
      return expression.fallback && findWholeRow(expression.fallback)
    default: {
      const parts = expression.kind === 'list' ? expression.items : expression.arguments
      for (const part of parts) {
        const found = findWholeRow(part)
        if (found !== null) return found
      }
      return null
    }
  }
}

/** The expression with paths that begin at an alias where they began at `row`. */
function withAliases(expression: ExpressionModel, from: CheckedJoin): ExpressionModel {
  switch (expression.kind) {
    case 'literal':
      return expression
    case 'path':
      return expression.root === 'row' ? pathFromAlias(expression, from) : expression
    case 'list':
      return { ...expression, items: expression.items.map((item) => withAliases(item, from)) }
    case 'operator':
      return { ...expression, arguments: expression.arguments.map((argument) => withAliases(argument, from)) }
  }
}

function pathFromAlias(path: PathModel, { sources, names }: CheckedJoin): PathModel {
  const [first, ...steps] = path.steps
  if (first?.kind !== 'member') return path
  const alias = sources.aliases.get(first.name)
  if (alias !== undefined) return { ...path, root: alias.identifier, steps }
  const field = findField([first.name], sources, names)
  if (!field.ok) return path
  const { root, steps: before } = field.source.value
  return {
    ...path,
    root,
    steps: [...before, ...steps],
    absentIsNull: path.absentIsNull || field.source.value.absentIsNull,
  }
}
