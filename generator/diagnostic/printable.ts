/** What a terminal would obey rather than show: control characters, and marks that turn the direction of text round. */
const commands = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/gu

/** Text of the author's that is safe to print: what a terminal would obey is written as an escape. */
export function printable(text: string): string {
  return text.replace(commands, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
}

/** How many columns of a terminal one character takes: 0, 1 or 2. */
export function columnsOf(character: string): 0 | 1 | 2 {
  const point = character.codePointAt(0) ?? 0
  if (point < 0x300) return 1
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0
  if (/^\p{Emoji_Presentation}$/u.test(character)) return 2
  return wide.some(([first, last]) => point >= first && point <= last) ? 2 : 1
}

/** The blocks that Unicode calls wide or full-width, pictures aside, as far as text that people write goes. */
const wide: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
]
