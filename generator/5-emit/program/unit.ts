import type { ObjectShape } from '../../artifact/value-type.js'
import { commentText } from '../text/literal.js'
import { Writer } from '../text/writer.js'
import type { ProgramNames } from './program-names.js'
import type { FunctionName, TypeName } from './vocabulary.js'

/** What code mentions and does not declare itself, some of it more than once: a file imports exactly this. */
export interface Mentions {
  readonly functions: FunctionName[]
  readonly types: TypeName[]
  /** Names in the module scope of the program. */
  readonly names: string[]
  /** Whether it names a type of the contracts. */
  contracts: boolean
}

/** One statement in the module scope. `export` is put before `text` where another file needs the name. */
export interface Declaration {
  readonly name: string
  readonly isType: boolean
  /** The line of its comment; empty without one. */
  readonly doc: string
  readonly text: string
  readonly mentions: Mentions
}

/** The code of one thing that the spec declares: what is never torn apart when the program is split into files. */
export class Unit {
  readonly names: ProgramNames
  readonly declarations: Declaration[] = []
  private mentions: Mentions = noMentions()

  constructor(names: ProgramNames) {
    this.names = names
  }

  /** Mentions a function of `tenon/program`. */
  use(name: FunctionName): string {
    this.mentions.functions.push(name)
    return name
  }

  /** Mentions a type of `tenon/program`. */
  type(name: TypeName): string {
    this.mentions.types.push(name)
    return name
  }

  /** Mentions a type of `contracts.ts`. */
  readonly contract = (shape: ObjectShape): string => this.shapeType(shape)

  protected shapeType(shape: ObjectShape): string {
    this.mentions.contracts = true
    return `T.${shape.name}`
  }

  /** Mentions a name in the module scope of the program. */
  name(name: string): string {
    this.mentions.names.push(name)
    return name
  }

  /**
   * Adds a declaration. What `write` mentions is the declaration's; what it declares stands before it. `doc` is the text
   * of its comment.
   */
  declare(name: string, doc: string | null, write: (out: Writer) => void): void {
    this.add({ name, isType: false, doc: doc === null ? '' : `/** ${commentText(doc)} */\n` }, () => written(write))
  }

  /** Adds a declaration whose text is made as a whole. */
  declareText(name: string, text: () => string): void {
    this.add({ name, isType: false, doc: '' }, text)
  }

  /** Adds the declaration of a type. */
  declareType(name: string, write: (out: Writer) => void): void {
    this.add({ name, isType: true, doc: '' }, () => written(write))
  }

  private add(head: Pick<Declaration, 'name' | 'isType' | 'doc'>, makeText: () => string): void {
    const outer = this.mentions
    const mentions = noMentions()
    this.mentions = mentions
    const text = makeText()
    this.mentions = outer
    this.declarations.push({ ...head, text, mentions })
  }
}

function written(write: (out: Writer) => void): string {
  const out = new Writer()
  write(out)
  return out.lines.join('\n')
}

function noMentions(): Mentions {
  return { functions: [], types: [], names: [], contracts: false }
}
