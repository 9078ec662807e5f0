// Texts, keys and numbers as source code has them.

const escapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '\\': '\\\\',
}

/** A text in quotes: single ones, or others where that saves escapes. */
export function quote(text: string): string {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : /[`]|\$\{/.test(text) ? "'" : '`'
  // The runtime matches a lone surrogate only where none of a pair is taken apart.
  const escaped = text.replace(/[\x00-\x1f\x7f-\x9f\\']|[\ud800-\udfff]/gu, (character) => {
    if (character === "'") return mark === "'" ? "\\'" : character
    const code = character.charCodeAt(0)
    if (code >= 0xd800) return `\\u${code.toString(16)}`
    return escapes[character] ?? `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`
  })
  return mark + escaped + mark
}

export function nameKey(key: string | symbol): string {
  if (typeof key === 'symbol') return `[${describeSymbol(key)}]`
  return /^[A-Za-z_][A-Za-z_0-9]*$/.test(key) ? key : quote(key)
}

export function describeSymbol(symbol: symbol): string {
  return Symbol.prototype.toString.call(symbol)
}

export function describeNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}
