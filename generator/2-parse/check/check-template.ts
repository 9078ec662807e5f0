import type { MapNode, Node } from '../../artifact/node.js'
import type { TemplateShape } from '../../language/shape.js'
import { checkExpression } from './check-expression.js'
import { checkName } from './check-text.js'
import type { Checking } from './checking.js'

/** Checks literal data with expressions in it. */
export function checkTemplate(checking: Checking, form: TemplateShape['form'], node: Node): void {
  if (checking.isDamaged(node)) return
  const isWhole = node.kind === 'map' && (isMarked(node, '$expr') || isMarked(node, '$literal'))
  if (form !== 'any' && node.kind !== 'map') checking.mismatch(node, 'a mapping')
  else if (form !== 'any' && form !== 'mapping' && isWhole) {
    const problem = `${checking.subject} must name its members, each with its value`
    checking.problem(checking.dialect.invalid, node.at, problem, form === 'members' ? '{} hands on everything' : null)
  } else checkData(checking, node, form === 'event')
}

/** `{ $expr: … }` and `{ $literal: … }`, and nothing beside. */
function isMarked(node: MapNode, marker: '$expr' | '$literal' | '$from'): boolean {
  return node.entries.length === 1 && node.entries[0]?.key.text === marker
}

function checkData(checking: Checking, node: Node, readsEvent: boolean): void {
  if (checking.isDamaged(node) && node.kind !== 'map') return
  if (node.kind === 'list') checking.eachItem(node.items, (item) => checkData(checking, item, readsEvent))
  if (node.kind !== 'map') return
  if (readsEvent && node.entries.some(({ key }) => key.text === '$from')) checkEventPath(checking, node)
  else checkMembers(checking, node, readsEvent)
}

function checkMembers(checking: Checking, node: MapNode, readsEvent: boolean): void {
  const marker = node.entries.find(({ key }) => key.text === '$expr')
  if (marker !== undefined && node.entries.length > 1) {
    const problem = '"$expr" stands alone in its mapping: the whole mapping is what it computes'
    checking.problem('unsupported_expression_error', marker.key.at, problem)
    return
  }
  if (isMarked(node, '$from')) {
    const problem = '"$from" reads what set an interaction off, and stands only in the input of an interaction'
    checking.problem('unsupported_expression_error', node.at, problem, 'write { $expr: { var: … } }')
    return
  }
  checking.each(node.entries, ({ key, value }) => {
    checkName(checking, 'any', key)
    if (marker !== undefined) checkExpression(checking, value)
    else if (isMarked(node, '$literal')) checkJson(checking, value)
    else checkData(checking, value, readsEvent)
  })
}

/** `{ $from: row.id }`, and nothing beside. */
function checkEventPath(checking: Checking, { entries, at }: MapNode): void {
  const [entry, second] = entries
  const path = entry?.value.kind === 'scalar' ? entry.value.value : null
  const problem =
    second !== undefined
      ? '"$from" stands alone in its mapping: the whole mapping is what it reads'
      : typeof path !== 'string' || !/^(row|event)(\.[^.]+)*$/.test(path)
        ? '"$from" reads a path of the event, such as row.id or event.value'
        : null
  if (problem !== null) checking.problem('unsupported_expression_error', at, problem)
}

/** Checks data that is taken as it is: any is right, but for names that nothing can have. */
export function checkJson(checking: Checking, node: Node): void {
  if (node.kind === 'list') checking.eachItem(node.items, (item) => checkJson(checking, item))
  if (node.kind !== 'map') return
  checking.each(node.entries, ({ key, value }) => {
    checkName(checking, 'any', key)
    checkJson(checking, value)
  })
}
