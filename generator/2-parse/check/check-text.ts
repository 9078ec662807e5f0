import type { Node, Text } from '../../artifact/node.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { safeFix } from '../../diagnostic/fix.js'
import { type Advice, findNearest, respell } from '../../diagnostic/suggest.js'
import type { WordShape } from '../../language/shape.js'
import { forbiddenNames, type TextForm, type TextRule, textForms } from '../../language/text-form.js'
import { type Checking, describe, type ProblemCode } from './checking.js'
import { listWords } from './describe-shape.js'
import { isTimeZone } from './is-time-zone.js'

/** Checks a text and how it is written. */
export function checkText(checking: Checking, form: TextForm, node: Node): void {
  const rule: TextRule = textForms[form]
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    checking.mismatch(node, rule.expected, adviseQuotes(node, form))
  } else if (forbiddenNames.has(nameIn(node.value, form))) {
    refuseName(checking, { text: nameIn(node.value, form), at: node.at })
  } else if (!isOfForm(node.value, form)) {
    const problem = `${checking.subject} must be ${rule.expected}, not ${describe(node)}`
    checking.problem(codeOf(checking, rule), node.at, problem)
  }
}

function adviseQuotes(node: Node, form: TextForm): Advice | null {
  if (node.kind !== 'scalar' || node.value === null) return null
  const text = String(node.value)
  const fix = safeFix(`write "${text}" in quotes`, { kind: 'quote', at: node.at, text })
  return { hint: 'write it in quotes', fixes: isOfForm(text, form) ? [fix] : [] }
}

/** The name that a text gives to something; empty for one that gives none. */
function nameIn(text: string, form: TextForm): string {
  if (form === 'field-reference') return /\sas\s+(\S+)\s*$/.exec(text)?.[1] ?? ''
  return textForms[form].isName ? text : ''
}

/** Checks a key that is the author's: how it is written, and that it is nobody else's. */
export function checkName(checking: Checking, form: TextForm, key: Text): void {
  const rule: TextRule = textForms[form]
  if (forbiddenNames.has(key.text)) refuseName(checking, key)
  else if (!isOfForm(key.text, form))
    checking.problem(codeOf(checking, rule), key.at, `the key "${key.text}" must be ${rule.expected}`)
}

function refuseName(checking: Checking, { text, at }: Text): void {
  checking.problem(checking.dialect.illegalName, at, `nothing can be named "${text}"`)
}

/** Checks that a text is one of a few words. */
export function checkWord(checking: Checking, shape: Omit<WordShape, 'kind'>, node: Node): void {
  const { words, mistake, unknownWordIs } = shape
  const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : null
  if (text !== null && words.includes(text)) return
  const near = text === null ? null : findNearest(text, words)
  const fixes = text === null ? [] : respell({ text, at: node.at }, words)
  const advice = { hint: near === null ? null : `did you mean "${near}"?`, fixes }
  if (text === null || unknownWordIs === undefined) checking.mismatch(node, listWords(words), advice, mistake)
  else {
    const values = { what: `${unknownWordIs} "${text}"` }
    checking.add(diagnostic('spec_section_unsupported_error', node.at, values, checking.extras(advice)))
  }
}

const patterns = new Map<TextForm, RegExp>()

/** Whether a text is written as its form wants it. */
export function isOfForm(text: string, form: TextForm): boolean {
  if (form === 'zone') return isTimeZone(text)
  const source = textForms[form].pattern
  if (source === null) return true
  const pattern = patterns.get(form) ?? new RegExp(source)
  patterns.set(form, pattern)
  return pattern.test(text)
}

function codeOf({ dialect }: Checking, { mistake }: TextRule): ProblemCode {
  return mistake === 'shape' ? dialect.invalid : mistake === 'name' ? dialect.illegalName : dialect.plan
}
