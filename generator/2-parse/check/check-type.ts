import type { MapNode, Node, Text } from '../../artifact/node.js'
import type { Span } from '../../artifact/span.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { rewording } from '../../diagnostic/fix.js'
import { type Advice, findNearest, respell, suggest, suggestName } from '../../diagnostic/suggest.js'
import { foreignScalarWords, isScalarWord, scalarWords } from '../../language/scalar-word.js'
import { checkName } from './check-text.js'
import { type Checking, describe } from './checking.js'
import { describeShape, listWords } from './describe-shape.js'

const forms = ['object', 'array', 'enum', 'type'] as const

/** Checks a type: a word, or a mapping that says of what it is made. */
export function checkType(checking: Checking, node: Node): void {
  if (checking.isDamaged(node)) return
  if (node.kind === 'map') checkLongType(checking, node)
  else if (node.kind === 'scalar' && typeof node.value === 'string') {
    if (!isScalarWord(node.value.replace(/!$/, '')))
      refuseWord(checking, node.value, node.at, suggestType({ text: node.value, at: node.at }))
  } else checking.mismatch(node, describeShape({ kind: 'type' }))
}

function refuseWord(checking: Checking, word: string, at: Span, advice: string | Advice): void {
  checking.add(diagnostic('unsupported_scalar_type', at, { word }, checking.extras(advice)))
}

function suggestType(written: Text): Advice {
  const { text } = written
  const mark = text.includes('!') ? '!' : ''
  const bare = text.replace(/[?!\s]+$/, '')
  if (isScalarWord(bare)) {
    const hint = mark === '' ? 'a type without "!" is optional' : `did you mean "${bare}!"?`
    return { hint, fixes: [rewording(written, bare + mark, true)] }
  }
  const word = text.toLowerCase().replace(/[^a-z].*$/, '')
  const meant = foreignScalarWords.get(word) ?? (isScalarWord(word) ? word : null)
  if (meant !== null)
    return { hint: `did you mean "${meant}"?`, fixes: [rewording(written, meant + mark, isWord(text))] }
  const names = Object.keys(scalarWords)
  return { hint: suggest(text, names), fixes: respell({ ...written, text: bare }, names) }
}

/** Whether nothing stands there beside the word, such as what it is a list of. */
function isWord(text: string): boolean {
  return /^[A-Za-z]+!?$/.test(text)
}

function checkLongType(checking: Checking, node: MapNode): void {
  const present = node.entries.filter(({ key }) => forms.some((form) => form === key.text))
  const [first, second] = present
  if (first === undefined) {
    const near = node.entries.find(({ key }) => findNearest(key.text, forms) !== null)
    if (near !== undefined) {
      refuseKey(checking, near.key, forms)
      return
    }
    const problem = `${checking.subject} needs one of ${listWords(forms)} to be a type`
    const hint = node.entries.length === 0 ? null : 'an object is written { object: { … } }'
    checking.problem(checking.dialect.invalid, node.at, problem, hint)
    return
  }
  if (second !== undefined) {
    const problem = `a type is one of ${listWords(forms)}, and this one has both "${first.key.text}" and "${second.key.text}"`
    checking.problem(checking.dialect.invalid, second.key.at, problem)
  }
  checking.each(node.entries, ({ key, value }) => {
    if (checking.isDamaged(value)) return
    if (key.text === 'object') checkObject(checking, value)
    else if (key.text === 'array') checkType(checking, value)
    else if (key.text === 'enum') checkEnum(checking, value)
    else if (key.text === 'type') checkNamedScalar(checking, value)
    else if (key.text === 'required') checkBoolean(checking, value)
    else if (!key.text.startsWith('x-')) refuseKey(checking, key, [first.key.text, 'required'])
  })
}

function refuseKey(checking: Checking, key: Text, names: readonly string[]): void {
  const extras = checking.extras(suggestName(key, names))
  checking.add(diagnostic(checking.dialect.unknownKey, key.at, { where: 'a type', key: key.text }, extras))
}

function checkObject(checking: Checking, node: Node): void {
  if (node.kind !== 'map') checking.mismatch(node, 'a mapping of names to types')
  else
    checking.each(node.entries, ({ key, value }) => {
      checkName(checking, 'word', key)
      checkType(checking, value)
    })
}

function checkNamedScalar(checking: Checking, node: Node): void {
  if (node.kind !== 'scalar' || typeof node.value !== 'string')
    checking.mismatch(node, listWords(Object.keys(scalarWords)))
  else if (!isScalarWord(node.value)) {
    const isRequired = isScalarWord(node.value.replace(/!$/, ''))
    refuseWord(
      checking,
      node.value,
      node.at,
      isRequired ? 'write "required: true" beside it' : suggestType({ text: node.value, at: node.at }),
    )
  }
}

function checkBoolean(checking: Checking, node: Node): void {
  if (node.kind !== 'scalar' || typeof node.value !== 'boolean') checking.mismatch(node, 'true or false')
}

function checkEnum(checking: Checking, node: Node): void {
  const seen = new Set<unknown>()
  if (node.kind !== 'list' || node.items.length === 0)
    checking.mismatch(node, 'a list of texts, numbers, true or false, with at least one entry')
  else checking.eachItem(node.items, (item) => checkEnumValue(checking, item, seen))
}

function checkEnumValue(checking: Checking, node: Node, seen: Set<unknown>): void {
  if (checking.isDamaged(node)) return
  if (node.kind !== 'scalar' || node.value === null) checking.mismatch(node, 'text, a number, true or false')
  else if (seen.has(node.value))
    checking.problem(checking.dialect.invalid, node.at, `${describe(node)} stands twice in one enum`)
  else seen.add(node.value)
}
