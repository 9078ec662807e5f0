import type { CommandLine } from '../../contract/surface.js'

/** What stands behind a command: its flags by name, and the arguments between them. */
export interface ReadLine {
  /** A flag without a value is `true`; a list is a flag that was given more than once. */
  readonly flags: ReadonlyMap<string, unknown>
  readonly positionals: readonly string[]
}

/** The flag that every command has: it makes a mutation take effect once. */
export const keyFlag = 'idempotency-key'

/** Whether a token is a flag, or the `--` behind which there are none. */
export function isFlag(token: string): boolean {
  return token.startsWith('--')
}

/** Takes tokens apart as one command understands them. */
export function readLine(tokens: readonly string[], { flags: known }: CommandLine): ReadLine {
  const flags = new Map<string, unknown>()
  const positionals: string[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as string
    if (token === '--') {
      positionals.push(...tokens.slice(index + 1))
      break
    }
    if (!isFlag(token)) {
      positionals.push(token)
      continue
    }
    const mark = token.indexOf('=')
    const name = token.slice(2, mark === -1 ? undefined : mark)
    const next = tokens[index + 1]
    const takesNext = mark === -1 && takesValue(known, name) && next !== undefined && !isFlag(next)
    if (takesNext) index++
    add(flags, name, mark !== -1 ? token.slice(mark + 1) : takesNext ? next : true)
  }
  return { flags, positionals }
}

function takesValue(known: CommandLine['flags'], name: string): boolean {
  return name === keyFlag || (Object.hasOwn(known, name) && known[name] === 'text')
}

function add(flags: Map<string, unknown>, name: string, value: unknown): void {
  const earlier = flags.get(name)
  if (earlier === undefined) flags.set(name, value)
  else if (Array.isArray(earlier)) earlier.push(value)
  else flags.set(name, [earlier, value])
}
