import { type Code, flat, widthOf } from './code.js'
import { printCode, widest } from './print-code.js'

/** Collects the lines of a text: indented by two spaces a block, code broken where it is too wide. */
export class Writer {
  readonly lines: string[] = []
  private indent = 0

  line(text: string): void {
    this.lines.push(text === '' ? '' : spaces(this.indent) + text)
  }

  /** One statement or member: `before`, the code and `after`. */
  code(before: string, code: Code, after = ''): void {
    if (typeof code === 'string' || this.indent + before.length + widthOf(code) + after.length <= widest) {
      this.lines.push(spaces(this.indent) + before + flat(code) + after)
    } else for (const line of printCode(code, this.indent, before, after)) this.lines.push(line)
  }

  /** `before`, the items and `after` in one line, or an item in each. Type arguments take no comma behind the last. */
  enumeration(before: string, items: readonly string[], after: string): void {
    const whole = before + items.join(', ') + after
    if (this.indent + whole.length <= widest) {
      this.line(whole)
      return
    }
    const last = after.startsWith('>') ? '' : ','
    this.line(before)
    this.indented(() => {
      items.forEach((item, index) => {
        this.line(item + (index < items.length - 1 ? ',' : last))
      })
    })
    this.line(after)
  }

  /** The lines between `open` and `close`. */
  block(open: string, close: string, body: () => void): void {
    this.line(open)
    this.indented(body)
    this.line(close)
  }

  indented(body: () => void): void {
    this.indent += 2
    body()
    this.indent -= 2
  }
}

const known: string[] = []

function spaces(count: number): string {
  known[count] ??= ' '.repeat(count)
  return known[count]
}
