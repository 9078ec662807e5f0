import type { Writer } from '../text/writer.js'

/** A constant whose value is an object: `const name: Type<A, B> = { … }`. */
export function writeConstant(
  out: Writer,
  { name, type, of }: { readonly name: string; readonly type: string; readonly of: readonly string[] },
  members: () => void,
): void {
  out.enumeration(`const ${name}: ${type}<`, of, '> = {')
  out.indented(members)
  out.line('}')
}
