/**
 * Code that knows how wide it is on one line, and where it may be broken when that does not fit. It is built from the
 * inside out, so that measuring and printing stay linear.
 */
export type Code = string | Sequence | Group | Chain | Choice | Hang

/** Parts side by side. */
interface Sequence {
  readonly kind: 'sequence'
  readonly parts: readonly Code[]
  readonly width: number
}

/** `f(a, b)`, `[a, b]` or `{ a, b }`; broken: one item a line, each with a comma. */
interface Group {
  readonly kind: 'group'
  readonly open: string
  readonly items: readonly Code[]
  readonly close: string
  readonly width: number
}

/** `a && b && c`; broken: an operator at the end of each line. */
interface Chain {
  readonly kind: 'chain'
  readonly operator: string
  readonly operands: readonly Code[]
  readonly width: number
}

/** `a ? b : c ? d : e`; broken: each `?` and `:` begins a line. */
interface Choice {
  readonly kind: 'choice'
  readonly cases: readonly { readonly condition: Code; readonly value: Code }[]
  readonly otherwise: Code
  readonly width: number
}

/** `const a = b` or `(a) => b`: what follows the head stays beside it, or moves to its own line. */
interface Hang {
  readonly kind: 'hang'
  readonly head: string
  readonly body: Code
  readonly width: number
}

/** How wide a piece of code is on one line. */
export function widthOf(code: Code): number {
  return typeof code === 'string' ? code.length : code.width
}

function totalWidth(codes: readonly Code[]): number {
  let width = 0
  for (const code of codes) width += widthOf(code)
  return width
}

/** The parts side by side. */
export function sequence(...parts: readonly Code[]): Code {
  return areTexts(parts) ? parts.join('') : { kind: 'sequence', parts, width: totalWidth(parts) }
}

// Shorter code than this is never broken, so that it needs no more than its text.
const shortest = 60

function areTexts(codes: readonly Code[]): codes is readonly string[] {
  for (const code of codes) if (typeof code !== 'string') return false
  return true
}

function group(open: string, items: readonly Code[], close: string): Code {
  if (items.length === 0) return open.trimEnd() + close.trimStart()
  const width = open.length + close.length + totalWidth(items) + 2 * (items.length - 1)
  return { kind: 'group', open, items, close, width }
}

/** `callee(a, b)`. */
export function call(callee: string, ...items: readonly Code[]): Code {
  const whole = group(`${callee}(`, items, ')')
  return widthOf(whole) <= shortest && areTexts(items) ? flat(whole) : whole
}

/** `[a, b]`. Several records or rows stand below each other, so that a change to one is a change of one line. */
export function list(items: readonly Code[]): Code {
  const whole = group('[', items, ']')
  const isTable = items.length > 1 && items.every((item) => isBracketed(item) && item.items.length > 1)
  return isTable && typeof whole !== 'string' ? { ...whole, width: Number.POSITIVE_INFINITY } : whole
}

/** Whether code is a list or an object. */
export function isBracketed(code: Code): code is Group {
  return typeof code !== 'string' && code.kind === 'group' && (code.open === '[' || code.open === '{ ')
}

/** `{ a, b }`. */
export function object(items: readonly Code[]): Code {
  return group('{ ', items, ' }')
}

/** `a && b` and its like; one operand is itself. */
export function chain(operator: string, operands: readonly Code[]): Code {
  const [only] = operands
  if (operands.length === 1 && only !== undefined) return only
  const width = totalWidth(operands) + (operator.length + 2) * (operands.length - 1)
  if (width <= shortest && areTexts(operands)) return operands.join(` ${operator} `)
  return { kind: 'chain', operator, operands, width }
}

/** `a ? b : c`. */
export function choice(cases: Choice['cases'], otherwise: Code): Code {
  let width = widthOf(otherwise)
  for (const { condition, value } of cases) width += widthOf(condition) + widthOf(value) + 6
  return { kind: 'choice', cases, otherwise, width }
}

/** `head body`. */
export function hang(head: string, body: Code): Code {
  const width = head.length + 1 + widthOf(body)
  return typeof body === 'string' && width <= shortest ? `${head} ${body}` : { kind: 'hang', head, body, width }
}

/** The code on one line, however long that becomes. */
export function flat(code: Code): string {
  if (typeof code === 'string') return code
  switch (code.kind) {
    case 'sequence':
      return flatten(code.parts, '')
    case 'group':
      return code.open + flatten(code.items, ', ') + code.close
    case 'chain':
      return flatten(code.operands, ` ${code.operator} `)
    case 'choice': {
      let text = ''
      for (const { condition, value } of code.cases) text += `${flat(condition)} ? ${flat(value)} : `
      return text + flat(code.otherwise)
    }
    case 'hang':
      return `${code.head} ${flat(code.body)}`
  }
}

function flatten(codes: readonly Code[], separator: string): string {
  let text = ''
  for (const code of codes) text += text === '' ? flat(code) : separator + flat(code)
  return text
}
