import type { MapNode } from '../../artifact/node.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { rewording } from '../../diagnostic/fix.js'
import { findNearest, suggestName } from '../../diagnostic/suggest.js'
import type { KeyCase, KeyChoice, MappingShape, WordChoice } from '../../language/shape.js'
import { checkWord } from './check-text.js'
import type { Checking } from './checking.js'
import { listWords } from './describe-shape.js'
import { isNote } from './is-note.js'

/** The cases of a choice, so that a key which only another case has can be told from one that nobody knows. */
export interface OtherCases {
  readonly mappings: readonly MappingShape[]
  readonly keyIs: WordChoice['foreignKeyIs']
}

export function otherCases(choice: KeyChoice | WordChoice): OtherCases {
  const shapes =
    choice.kind === 'word-choice'
      ? Object.values(choice.cases)
      : [...choice.cases.map(({ shape }) => shape), ...(choice.otherwise === null ? [] : [choice.otherwise])]
  const mappings = shapes.filter((shape) => shape.kind === 'mapping')
  return { mappings, keyIs: choice.kind === 'word-choice' ? choice.foreignKeyIs : 'unknown' }
}

/** The mapping that is meant, by the keys that are there; null where that has been told to be wrong. */
export function chooseByKeys(checking: Checking, choice: KeyChoice, node: MapNode): MappingShape | null {
  const marks = node.entries.filter(({ key }) => caseOf(choice, key.text) !== undefined)
  const [first, ...others] = marks
  const meant = first === undefined ? undefined : caseOf(choice, first.key.text)
  if (first === undefined || meant === undefined) return chooseWithoutMark(checking, choice, node)
  const other = others.find(({ key }) => caseOf(choice, key.text) !== meant)
  if (other !== undefined) {
    const problem = `${choice.name} is one thing, and this one has both "${first.key.text}" and "${other.key.text}"`
    checking.problem('domain_runtime_ir_invalid_error', other.key.at, problem)
    return null
  }
  if (meant.shape.kind === 'mapping') return meant.shape
  const extras = checking.extras(null, first.key.text)
  checking.add(diagnostic('spec_section_unsupported_error', first.key.at, { what: meant.shape.what }, extras))
  return null
}

function caseOf(choice: KeyChoice, key: string): KeyCase | undefined {
  return choice.cases.find(({ marks }) => marks.includes(key))
}

function chooseWithoutMark(checking: Checking, choice: KeyChoice, node: MapNode): MappingShape | null {
  if (choice.otherwise !== null || checking.isDamaged(node)) return choice.otherwise
  const marks = choice.cases.flatMap(({ marks, shape }) => (shape.kind === 'refused' ? [] : marks))
  const misspelt = node.entries.map(({ key }) => key).find(({ text }) => findNearest(text, marks) !== null)
  const problem = `${choice.name} needs ${marks.length > 1 ? 'one of ' : ''}${listWords(marks)}`
  const advice = misspelt === undefined ? null : suggestName(misspelt, marks)
  checking.problem('domain_runtime_ir_invalid_error', node.at, problem, advice)
  return null
}

/** The mapping that is meant, by the word under one key; null where that has been told to be wrong. */
export function chooseByWord(checking: Checking, choice: WordChoice, node: MapNode): MappingShape | null {
  const entry = node.entries.find(({ key }) => key.text === choice.key)
  if (entry === undefined) {
    if (checking.isDamaged(node)) return null
    const near = node.entries.map(({ key }) => key).find(({ text }) => findNearest(text, [choice.key]) !== null)
    if (near === undefined)
      checking.problem(checking.dialect.invalid, node.at, `${choice.name} needs the key "${choice.key}"`)
    else {
      const extras = checking.extras(suggestName(near, [choice.key]), near.text)
      const values = { where: choice.name, key: near.text }
      checking.add(diagnostic(checking.dialect.unknownKey, near.at, values, extras))
    }
    return null
  }
  const word = entry.value.kind === 'scalar' && typeof entry.value.value === 'string' ? entry.value.value : ''
  const meant = Object.hasOwn(choice.cases, word) ? choice.cases[word] : undefined
  if (meant?.kind === 'mapping') {
    const other = findBetterCase(choice, meant, node)
    if (other === null || checking.isDamaged(node)) return meant
    const problem = `"${choice.key}" is "${word}", and the keys of this mapping are those of "${other}"`
    const advice = { hint: null, fixes: [rewording({ text: word, at: entry.value.at }, other, false)] }
    checking.at(entry, (value) => checking.problem(checking.dialect.invalid, value.at, problem, advice))
    return null
  }
  if (meant === undefined) {
    if (!checking.isDamaged(entry.value))
      checking.at(entry, (value) => checkWord(checking, { words: Object.keys(choice.cases) }, value))
    return null
  }
  const extras = checking.extras(null, choice.key)
  checking.add(diagnostic('spec_section_unsupported_error', entry.value.at, { what: meant.what }, extras))
  return null
}

/**
 * The word of the one case whose keys a mapping has, where several of them do not fit the case that it names: a wrong word is one
 * mistake, and a single key that does not fit is one by itself.
 */
function findBetterCase(choice: WordChoice, meant: MappingShape, node: MapNode): string | null {
  if (countMisfits(meant, node) < 2) return null
  const fitting = Object.entries(choice.cases).filter(
    ([, shape]) => shape.kind === 'mapping' && countMisfits(shape, node) === 0,
  )
  const [[word] = [null], ...others] = fitting
  return others.length === 0 ? word : null
}

/** How many keys a mapping has that are not of a shape, or lacks. */
function countMisfits({ keys, rest }: MappingShape, { entries }: MapNode): number {
  const written = new Set(entries.map(({ key }) => key.text))
  const foreign = entries.filter(({ key }) => rest === undefined && !Object.hasOwn(keys, key.text) && !isNote(key.text))
  const missing = Object.keys(keys).filter((name) => keys[name]?.need === 'required' && !written.has(name))
  return foreign.length + missing.length
}
