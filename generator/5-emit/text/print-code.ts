import { type Code, flat, isBracketed, widthOf } from './code.js'

/** The columns of a line. */
export const widest = 120

/**
 * Breaks code into lines of at most 120 columns where it can. `before` and `after` stand at its two ends; every line but
 * the first is indented, `indent` spaces being where the first begins.
 */
export function printCode(code: Code, indent: number, before: string, after: string): string[] {
  const printer = new Printer(indent, before)
  printer.print(code, after.length)
  return printer.end(after)
}

class Printer {
  private readonly lines: string[] = []
  private indent: number
  private current: string

  constructor(indent: number, before: string) {
    this.indent = indent
    this.current = ' '.repeat(indent) + before
  }

  /** `tail` columns must stay free behind the code. */
  print(code: Code, tail: number): void {
    if (typeof code === 'string' || this.current.length + code.width + tail <= widest) {
      this.current += flat(code)
      return
    }
    switch (code.kind) {
      case 'sequence':
        this.printSequence(code.parts, tail)
        break
      case 'group':
        this.printGroup(code.open, code.items, code.close, tail)
        break
      case 'chain':
        this.within(() => this.printChain(code.operator, code.operands, tail))
        break
      case 'choice':
        this.printChoice(code, tail)
        break
      case 'hang':
        this.printHang(code.head, code.body, tail)
        break
    }
  }

  end(after: string): string[] {
    this.lines.push(this.current + after)
    return this.lines
  }

  private newLine(): void {
    this.lines.push(this.current.trimEnd())
    this.current = ' '.repeat(this.indent)
  }

  private within(print: () => void): void {
    this.indent += 2
    print()
    this.indent -= 2
  }

  private printSequence(parts: readonly Code[], tail: number): void {
    // Texts behind a part belong to its last line; what can be broken by itself needs no room there.
    const tails: number[] = []
    let behind = tail
    for (const part of [...parts].reverse()) {
      tails.push(behind)
      behind = typeof part === 'string' ? behind + part.length : 1
    }
    for (const part of parts) this.print(part, tails.pop() ?? tail)
  }

  private printGroup(open: string, items: readonly Code[], close: string, tail: number): void {
    const [only] = items
    if (items.length === 1 && only !== undefined && isBracketed(only) && open !== '[') {
      this.current += open.trimEnd()
      this.print(only, tail + close.length)
      this.current += close.trimStart()
      return
    }
    this.current += open.trimEnd()
    this.within(() => {
      for (const item of items) {
        this.newLine()
        this.print(item, 1)
        this.current += ','
      }
    })
    this.newLine()
    this.current += close.trimStart()
  }

  private printChain(operator: string, operands: readonly Code[], tail: number): void {
    operands.forEach((operand, index) => {
      const isLast = index === operands.length - 1
      if (index > 0) this.newLine()
      this.print(operand, isLast ? tail : operator.length + 1)
      if (!isLast) this.current += ` ${operator}`
    })
  }

  private printChoice(code: Extract<Code, { kind: 'choice' }>, tail: number): void {
    this.within(() => {
      for (const { condition, value } of code.cases) {
        this.print(condition, 0)
        this.newLine()
        this.current += '? '
        this.print(value, 0)
        this.newLine()
        this.current += ': '
      }
      this.print(code.otherwise, tail)
    })
  }

  /** The body of a function that has room in a line of its own; a record is broken in its braces instead. */
  private fitsBelow(head: string, body: Code, tail: number): boolean {
    const isRecord = typeof body !== 'string' && body.kind === 'sequence' && body.parts[0] === '('
    return head.endsWith('=>') && !isRecord && !isBracketed(body) && this.indent + 2 + widthOf(body) + tail <= widest
  }

  private printHang(head: string, body: Code, tail: number): void {
    if (staysBeside(body) && !this.fitsBelow(head, body, tail)) {
      this.current += `${head} `
      this.print(body, tail)
      return
    }
    this.current += head
    this.within(() => {
      this.newLine()
      if (typeof body !== 'string' && body.kind === 'chain' && this.current.length + widthOf(body) + tail > widest)
        this.printChain(body.operator, body.operands, tail)
      else this.print(body, tail)
    })
  }
}

function isGroup(code: Code): boolean {
  return typeof code !== 'string' && code.kind === 'group'
}

// What opens with a bracket is broken inside of it; moving it to the next line would win nothing.
function staysBeside(code: Code): boolean {
  if (typeof code === 'string') return false
  if (code.kind === 'sequence') return code.parts.some(isGroup)
  return code.kind === 'group' || code.kind === 'choice' || code.kind === 'hang'
}
