import type { Node } from '../../artifact/node.js'
import { safeFix } from '../../diagnostic/fix.js'
import type { Advice } from '../../diagnostic/suggest.js'
import type {
  FormChoice,
  IntegerShape,
  KeyChoice,
  ListShape,
  MappingShape,
  MapShape,
  NumberShape,
  Shape,
  TupleShape,
  WordChoice,
} from '../../language/shape.js'
import { checkExpression } from './check-expression.js'
import { checkKeys } from './check-keys.js'
import { checkJson, checkTemplate } from './check-template.js'
import { checkName, checkText, checkWord } from './check-text.js'
import { checkType } from './check-type.js'
import { type Checking, describe } from './checking.js'
import { chooseByKeys, chooseByWord, type OtherCases, otherCases } from './choose-case.js'
import { describeShape } from './describe-shape.js'

/** Holds a value against a shape, and finds everything that is wrong with it. */
export function checkShape(checking: Checking, shape: Shape, node: Node): void {
  if (node.kind !== 'map' && checking.isDamaged(node)) return
  switch (shape.kind) {
    case 'text':
      checkText(checking, shape.form, node)
      break
    case 'word':
      checkWord(checking, shape, node)
      break
    case 'integer':
      checkInteger(checking, shape, node)
      break
    case 'number':
      checkNumber(checking, shape, node)
      break
    case 'boolean':
      if (node.kind !== 'scalar' || typeof node.value !== 'boolean') checking.mismatch(node, describeShape(shape))
      break
    case 'nullable':
      if (node.kind !== 'scalar' || node.value !== null) checkShape(checking, shape.shape, node)
      break
    case 'json':
      checkJson(checking, node)
      break
    case 'type':
      checkType(checking, node)
      break
    case 'scalar-type':
      if (node.kind === 'map') checking.mismatch(node, describeShape(shape))
      else checkType(checking, node)
      break
    case 'expression':
      checkExpression(checking, node)
      break
    case 'template':
      checkTemplate(checking, shape.form, node)
      break
    case 'mapping':
      if (shape.mistake === undefined) checkMapping(checking, shape, node, null)
      else checking.under(shape.mistake, () => checkMapping(checking, shape, node, null))
      break
    case 'map':
      checkMap(checking, shape, node)
      break
    case 'list':
      checkList(checking, shape, node)
      break
    case 'tuple':
      checkTuple(checking, shape, node)
      break
    case 'form-choice':
      checkForm(checking, shape, node)
      break
    case 'key-choice':
    case 'word-choice':
      checkChosen(checking, shape, node)
      break
    case 'named': {
      const meant = checking.named[shape.name]
      if (meant !== undefined) checkShape(checking, meant, node)
    }
  }
}

function checkInteger(checking: Checking, shape: IntegerShape, node: Node): void {
  const { least, most = Number.MAX_SAFE_INTEGER } = shape
  const value = node.kind === 'scalar' ? node.value : null
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) return
  const isQuoted = typeof value === 'string' && /^(0|[1-9][0-9]{0,14})$/.test(value)
  checking.mismatch(node, describeShape(shape), isQuoted ? adviseNoQuotes(value, node, { least, most }) : null)
}

function adviseNoQuotes(
  text: string,
  { at }: Node,
  { least, most }: { readonly least: number; readonly most: number },
): Advice {
  const isFine = Number(text) >= least && Number(text) <= most
  const fix = safeFix(`write ${text} without quotes`, { kind: 'unquote', at, text })
  return { hint: 'leave out the quotes', fixes: isFine ? [fix] : [] }
}

function checkNumber(checking: Checking, shape: NumberShape, node: Node): void {
  const value = node.kind === 'scalar' ? node.value : null
  if (typeof value === 'number' && value >= shape.least && value <= shape.most) return
  checking.mismatch(node, describeShape(shape))
}

function checkMap(checking: Checking, shape: MapShape, node: Node): void {
  if (node.kind !== 'map') checking.mismatch(node, shape.about)
  else
    checking.each(node.entries, ({ key, value }) => {
      checkName(checking, shape.names, key)
      checkShape(checking, shape.entry, value)
    })
}

function checkList(checking: Checking, shape: ListShape, node: Node): void {
  if (node.kind !== 'list') {
    checking.mismatch(node, shape.about)
    return
  }
  if (node.items.length < shape.least)
    checking.problem(checking.dialect.invalid, node.at, `${checking.subject} must have at least one entry`)
  const where = checking.subject
  const seen = new Set<unknown>()
  checking.eachItem(node.items, (item) => {
    checkShape(checking, shape.item, item)
    if (shape.once !== true || item.kind !== 'scalar' || checking.isDamaged(item)) return
    if (seen.has(item.value))
      checking.problem(checking.dialect.invalid, item.at, `${describe(item)} stands twice in ${where}`)
    seen.add(item.value)
  })
}

function checkTuple(checking: Checking, shape: TupleShape, node: Node): void {
  if (node.kind !== 'list' || node.items.length !== shape.items.length) checking.mismatch(node, shape.about)
  else
    checking.eachItem(node.items, (item, index) => {
      const expected = shape.items[index]
      if (expected !== undefined) checkShape(checking, expected, item)
    })
}

function checkForm(checking: Checking, shape: FormChoice, node: Node): void {
  if (node.kind === 'map') checkShape(checking, shape.mapping, node)
  else if (node.kind === 'list') checkShape(checking, shape.list, node)
  else checking.mismatch(node, describeShape(shape))
}

function checkMapping(checking: Checking, shape: MappingShape, node: Node, others: OtherCases | null): void {
  if (node.kind !== 'map') {
    checking.mismatch(node, 'a mapping')
    return
  }
  checkKeys(checking, shape, node, others)
  checking.each(node.entries, ({ key, value }) => {
    const known = Object.hasOwn(shape.keys, key.text) ? shape.keys[key.text] : undefined
    if (known === undefined && shape.rest !== undefined) {
      checkName(checking, 'any', key)
      checkShape(checking, shape.rest, value)
    } else if (known !== undefined && 'shape' in known) checkShape(checking, known.shape, value)
  })
}

function checkChosen(checking: Checking, choice: KeyChoice | WordChoice, node: Node): void {
  if (node.kind !== 'map') {
    checking.mismatch(node, 'a mapping')
    return
  }
  const meant =
    choice.kind === 'key-choice' ? chooseByKeys(checking, choice, node) : chooseByWord(checking, choice, node)
  if (meant !== null) checkMapping(checking, meant, node, otherCases(choice))
}
