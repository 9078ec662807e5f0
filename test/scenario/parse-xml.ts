/** An element with everything in it; text is that of the element itself. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly elements: readonly Element[]
  readonly text: string
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const token = /<\?xml[^?]*\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy
// What XML 1.0 lets a document hold.
const characters = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u

interface Open {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly elements: Element[]
  text: string
}

/** Reads the XML of elements, attributes and text; throws for everything else. */
export function parseXml(text: string): Element {
  const document: Open = { name: '', attributes: {}, elements: [], text: '' }
  const open: Open[] = [document]
  if (!characters.test(text)) throw new Error('no XML: a character that it cannot hold')
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const at = token.lastIndex
    const match = token.exec(text)
    if (match === null) throw new Error(`no XML at ${at}: ${text.slice(at, at + 20)}`)
    read(match, open)
  }
  const [only, ...others] = document.elements
  if (open.length !== 1 || only === undefined || others.length > 0 || document.text.trim() !== '')
    throw new Error('no XML: one element is wanted')
  return only
}

function read([, closed, name, attributes = '', isEmpty, text]: RegExpExecArray, open: Open[]): void {
  const current = open.at(-1)
  if (current === undefined) throw new Error('no XML: nothing is open')
  if (text !== undefined) current.text += decode(text)
  else if (name !== undefined) {
    const element: Open = { name, attributes: readAttributes(attributes), elements: [], text: '' }
    if (isEmpty === '/') current.elements.push(element)
    else open.push(element)
  } else if (closed !== undefined) {
    open.pop()
    if (current.name !== closed) throw new Error(`no XML: ${closed} closes ${current.name}`)
    const isLeaf = current.elements.length === 0
    open.at(-1)?.elements.push({ ...current, text: isLeaf ? current.text : current.text.trim() })
  }
}

function readAttributes(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(/([\w:.-]+)="([^"]*)"/g)]
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, decode(value)]))
}

function decode(text: string): string {
  return text.replace(/&(\w*)(;?)/g, (_, name: string, end: string) => {
    const sign = entities[name]
    if (sign === undefined || end === '') throw new Error(`no XML: &${name}`)
    return sign
  })
}
