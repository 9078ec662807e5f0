const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** An id that no other call has, with a word in front that says of what. */
export function identifier(of: string): string {
  let text = `${of}_`
  for (let count = 0; count < 20; count++) text += alphabet.charAt(Math.floor(Math.random() * 32))
  return text
}
