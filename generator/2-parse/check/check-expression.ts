import type { MapEntry, MapNode, Node } from '../../artifact/node.js'
import { type Operator, operators } from '../../artifact/operator.js'
import { findNearest, respell } from '../../diagnostic/suggest.js'
import { type Checking, describe } from './checking.js'

/** How deep an expression may be nested. */
const deepest = 64

/** Checks an expression: a scalar, a list of expressions, or one operator with its arguments. */
export function checkExpression(checking: Checking, node: Node): void {
  checkNested(checking, node, 1)
}

function checkNested(checking: Checking, node: Node, depth: number): void {
  if (checking.isDamaged(node)) return
  if (depth > deepest) refuse(checking, node, `expressions are nested more than ${deepest} deep`)
  else if (node.kind === 'list') checking.eachItem(node.items, (item) => checkNested(checking, item, depth + 1))
  else if (node.kind === 'map') checkOperation(checking, node, depth)
}

function checkOperation(checking: Checking, node: MapNode, depth: number): void {
  const [entry, second] = node.entries
  if (entry === undefined) refuse(checking, node, 'an empty mapping is no expression: it has no operator')
  else if (second === undefined) checking.at(entry, () => checkOperator(checking, entry, depth))
  else {
    const problem = `an expression has one operator, and this one has both "${entry.key.text}" and "${second.key.text}"`
    refuse(checking, node, problem)
  }
}

function checkOperator(checking: Checking, entry: MapEntry, depth: number): void {
  const word = entry.key.text
  if (word === 'var') checkVar(checking, entry, depth)
  else if (isOperator(word)) checkArguments(checking, word, entry.value, depth)
  else refuseOperator(checking, entry)
}

function isOperator(word: string): word is Operator {
  return Object.hasOwn(operators, word)
}

function takes(operator: Operator, count: number): boolean {
  const [least, most] = operators[operator]
  return count >= least && count <= most
}

const words = ['var', ...Object.keys(operators)]

function refuseOperator(checking: Checking, { key, value }: MapEntry): void {
  const count = value.kind === 'list' ? value.items.length : 1
  const fitting = words.filter((word) => !isOperator(word) || takes(word, count))
  const near = findNearest(key.text, fitting) ?? findNearest(key.text, words)
  const isMarker = key.text === '$expr' || key.text === '$literal'
  const hint = isMarker ? `an expression stands here in any case: leave out "${key.text}"` : null
  const problem = `there is no operator "${key.text}"`
  const suggested = near === null ? null : `did you mean "${near}"?`
  const fixes = isMarker ? [] : respell(key, near !== null && fitting.includes(near) ? fitting : words)
  checking.problem('unsupported_expression_error', key.at, problem, { hint: hint ?? suggested, fixes })
}

function checkArguments(checking: Checking, operator: Operator, node: Node, depth: number): void {
  if (checking.isDamaged(node)) return
  const [least, most] = operators[operator]
  const count = node.kind === 'list' ? node.items.length : 1
  if (!takes(operator, count))
    refuse(checking, node, `"${operator}" takes ${describeCount(least, most)}, and here it has ${count}`)
  if (node.kind === 'list') checking.eachItem(node.items, (item) => checkNested(checking, item, depth + 1))
  else checkNested(checking, node, depth + 1)
}

function describeCount(least: number, most: number): string {
  const end = most === 1 ? 'argument' : 'arguments'
  if (most === Infinity) return `at least ${least} ${least === 1 ? 'argument' : 'arguments'}`
  return least === most ? `${most} ${end}` : `${least} to ${most} ${end}`
}

function checkVar(checking: Checking, { value }: MapEntry, depth: number): void {
  if (checking.isDamaged(value)) return
  const count = value.kind === 'list' ? value.items.length : 1
  if (value.kind !== 'list') checkPath(checking, value)
  else if (count < 1 || count > 2)
    refuse(checking, value, `"var" takes a path, or a path and a default, and here it has ${count}`)
  else
    checking.eachItem(value.items, (item, index) => {
      if (index === 1) checkNested(checking, item, depth + 1)
      else if (!checking.isDamaged(item)) checkPath(checking, item)
    })
}

function checkPath(checking: Checking, node: Node): void {
  if (node.kind !== 'scalar' || typeof node.value !== 'string')
    refuse(checking, node, `the path of "var" is text such as input.title, not ${describe(node)}`)
  else if (node.value.split('.').includes(''))
    refuse(checking, node, `the path of "var" is names joined with dots, not ${describe(node)}`)
}

function refuse(checking: Checking, node: Node, problem: string): void {
  checking.problem('unsupported_expression_error', node.at, problem)
}
