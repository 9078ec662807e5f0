/** A file's text in which the default export is held against a type. */
export interface HeldText {
  readonly text: string
  readonly edits: readonly Edit[]
}

/** What was put into a text: where, instead of how much, and how much it is. Offsets of the text as it was. */
interface Edit {
  readonly at: number
  readonly was: number
  readonly is: number
}

export interface Holding {
  readonly contract: string
  readonly typeArguments: string
  readonly isTyped: boolean
}

/** Whether a file is JavaScript, in which types are said in comments. */
export function isJavascript(file: string): boolean {
  return /\.[cm]?jsx?$/.test(file)
}

const exportDefault = /^export default (?!(?:async |function\b|class\b|abstract |interface\b))/m
const bareDefinition = /^defineProvider(?=\()/

/**
 * A name with a type in place of `export default`, so that what is exported is read as what it has to be. Null where the
 * export is written in another way: then it can only be held against its type as a whole.
 */
export function holdExport(text: string, { contract, typeArguments, isTyped }: Holding): HeldText | null {
  const found = exportDefault.exec(text)
  if (found === null) return null
  const at = found.index
  const rest = text.slice(at + found[0].length)
  const head = isTyped ? `const tenonModule: ${contract} = ` : `/** @type {${contract}} */ const tenonModule = `
  const edits = [{ at, was: found[0].length, is: head.length }]
  let body = rest
  // Without types of its own, the functions of a `defineProvider` know nothing of their ports.
  if (bareDefinition.test(rest)) {
    const [before, after] = argumentsAround(typeArguments, isTyped)
    const start = at + found[0].length
    body = rest.replace(bareDefinition, `${before}$&${after}`)
    edits.push({ at: start, was: 0, is: before.length })
    edits.push({ at: start + 'defineProvider'.length, was: 0, is: after.length })
  }
  return { text: `${text.slice(0, at)}${head}${body}\nexport default tenonModule\n`, edits }
}

/** What stands before and after a function's name for it to have type arguments; in JavaScript a comment says them. */
function argumentsAround(typeArguments: string, isTyped: boolean): readonly [before: string, after: string] {
  return isTyped ? ['', typeArguments] : [`(/** @type {typeof defineProvider${typeArguments}} */ (`, '))']
}

/** Where an offset of the held text is in the text as it was. What was put there stands for the export as a whole. */
export function writtenOffset(offset: number, edits: readonly Edit[]): number {
  let shift = 0
  for (const { at, was, is } of edits) {
    if (offset < at + shift) break
    if (offset < at + shift + is) return at
    shift += is - was
  }
  return offset - shift
}
