import type { SurfaceBinding } from '../../contract/surface.js'
import type { Candidate } from '../contest.js'
import { type Test, testOf } from '../matcher.js'

/** A binding with its conditions but for the command itself. */
export interface Command extends Candidate {
  readonly binding: SurfaceBinding
  readonly tests: readonly Test[]
}

/** The commands that the first words of a line lead to, and what is left of the line. */
export interface FoundCommands {
  readonly commands: readonly Command[]
  readonly rest: readonly string[]
}

/** The commands of an app by their words. */
export class CommandTree {
  private readonly root = emptyNode()

  constructor(bindings: readonly SurfaceBinding[]) {
    for (const binding of bindings) this.add(binding)
  }

  /** The bindings of the longest command that the words begin with; several may share it and differ in their flags. */
  find(words: readonly string[], line: readonly string[]): FoundCommands {
    let found: FoundCommands = { commands: this.root.commands, rest: line }
    let node: Node | undefined = this.root
    for (let length = 1; length <= words.length; length++) {
      node = node.words.get(words[length - 1] as string)
      if (node === undefined) break
      if (node.commands.length > 0) found = { commands: node.commands, rest: line.slice(length) }
    }
    return found
  }

  private add(binding: SurfaceBinding): void {
    let node = this.root
    for (const word of wordsOf(binding)) {
      const next = node.words.get(word) ?? emptyNode()
      node.words.set(word, next)
      node = next
    }
    const tests = binding.clauses.filter(({ key }) => key !== 'command').map(testOf)
    node.commands.push({ binding, tests })
  }
}

interface Node {
  readonly words: Map<string, Node>
  readonly commands: Command[]
}

function emptyNode(): Node {
  return { words: new Map(), commands: [] }
}

// A binding that asks for flags alone has no words.
function wordsOf({ clauses }: SurfaceBinding): readonly string[] {
  const command = clauses.find((clause) => clause.key === 'command' && clause.op === 'eq')
  return command === undefined || !('value' in command) ? [] : String(command.value).split(' ')
}
