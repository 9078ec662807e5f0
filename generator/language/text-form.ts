/** How a text is to be written. Names follow the rules of the language; the others say what they are. */
export type TextForm = keyof typeof textForms

export interface TextRule {
  /** Fit to stand after "must be". */
  readonly expected: string
  /** The source of a regular expression that is also legal in JSON Schema; null where no expression can tell. */
  readonly pattern: string | null
  /** What kind of mistake a text of another form is. */
  readonly mistake: 'shape' | 'name' | 'plan'
  /** Whether the text is a name, so that no name of JavaScript's own object model is allowed. */
  readonly isName: boolean
}

const word = '[A-Za-z_][A-Za-z0-9_]*'
const number = '(0|[1-9][0-9]*)'
const version = `${number}\\.${number}\\.${number}`
const dotted = `${word}(\\.${word})*`
const reference = '[A-Za-z0-9_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_][A-Za-z0-9_-]*)*'

function rule(expected: string, pattern: string | null, mistake: TextRule['mistake']): TextRule {
  return { expected, pattern: pattern === null ? null : `^${pattern}$`, mistake, isName: mistake === 'name' }
}

/** Every form of text that the grammars use. */
export const textForms = {
  any: rule('text', null, 'shape'),
  filled: rule('text that is not empty', '[\\s\\S]*\\S[\\s\\S]*', 'shape'),
  word: rule('a name of letters, digits and underscores that begins with no digit', word, 'name'),
  dotted: rule('names of letters, digits and underscores, joined with dots', dotted, 'name'),
  id: rule('letters, digits, underscores, and dots or hyphens between them', `${word}([.-][A-Za-z0-9_]+)*`, 'name'),
  'app-id': rule(
    'letters, digits, underscores and hyphens, beginning with a letter',
    '[A-Za-z_][A-Za-z0-9_-]*',
    'name',
  ),
  'module-id': rule(
    'letters, digits, underscores, dots and hyphens, beginning with a letter',
    '\\s*[A-Za-z_][A-Za-z0-9_.-]*\\s*',
    'name',
  ),
  version: rule('a version of three numbers, such as 1.0.0', version, 'shape'),
  port: rule('a port with its version, such as ids.generate@1.0.0', `${dotted}@${version}`, 'shape'),
  // What other patterns give a meaning to is refused, rather than taken for a letter.
  include: rule(
    'a path with forward slashes, relative to this file, in which * and ** may stand, such as domain/*.yaml',
    '[^/!\\\\[\\]{}][^\\\\[\\]{}]*',
    'shape',
  ),
  duration: rule(
    'a whole number with a unit of ms, s, m, h, d or w, such as 90d',
    '[1-9][0-9]*(ms|s|m|h|d|w)',
    'shape',
  ),
  zone: rule('a time zone of the IANA list, such as Europe/Berlin', null, 'shape'),
  'field-path': rule('names joined with dots, such as t.title', reference, 'plan'),
  'field-reference': rule(
    'a path, or a path with a name, such as t.title as heading',
    `\\s*${reference}(\\s+as\\s+${word})?\\s*`,
    'plan',
  ),
} as const satisfies Record<string, TextRule>

/** Names that belong to JavaScript's object model and are nobody's to give. */
export const forbiddenNames: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor'])
