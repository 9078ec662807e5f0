import { createCancellation } from './cancellation.js'
import type { Json, Tool, ToolContext, ToolDescription, ToolRegistry } from './declaration.js'
import { identifier } from './identifier.js'
import { isRecord, LlmError, optionError } from './llm-error.js'
import { snapshot, snapshotRecord } from './snapshot.js'

/** A tool of a registry: one of guest code, or the name of one that the host gives. */
export type ToolEntry =
  | {
      readonly of: 'guest'
      readonly description: ToolDescription
      readonly timeoutMs: number | undefined
      readonly handler: (args: Json, context: ToolContext) => unknown
    }
  | { readonly of: 'host'; readonly description: { readonly name: string } }

const entries = new WeakMap<object, Map<string, ToolEntry>>()

export function registry(tools: readonly Tool[] = []): ToolRegistry {
  const held = new Map<string, ToolEntry>()
  const made: ToolRegistry = Object.freeze({
    register(tool: Tool) {
      add(held, readTool(tool))
      return made
    },
    use(...names: readonly string[]) {
      for (const name of names) add(held, { of: 'host', description: { name: readName(name) } })
      return made
    },
    get names() {
      return Object.freeze([...held.keys()])
    },
    has: (name: string) => held.has(name),
    call: (name: string, args: Json) => callAlone(held.get(name), name, args),
  })
  entries.set(made, held)
  for (const tool of tools) made.register(tool)
  return made
}

function add(held: Map<string, ToolEntry>, entry: ToolEntry): void {
  const { name } = entry.description
  if (held.has(name)) throw new LlmError('llm_tool_duplicate_error', `there is a tool ${name} already`, { tool: name })
  held.set(name, entry)
}

function readTool(tool: unknown): ToolEntry {
  if (!isRecord(tool)) throw optionError('a tool is an object with a name and a handler')
  const { handler, description, timeoutMs } = tool
  const name = readName(tool.name)
  if (typeof handler !== 'function') throw optionError(`the handler of the tool ${name} must be a function`)
  if (description !== undefined && typeof description !== 'string')
    throw optionError(`the description of the tool ${name} must be text`)
  if (timeoutMs !== undefined && !(typeof timeoutMs === 'number' && timeoutMs >= 0))
    throw optionError(`timeoutMs of the tool ${name} must be a number that is not negative`)
  const parameters = tool.parameters ?? { type: 'object', properties: {} }
  return {
    of: 'guest',
    description: Object.freeze({
      name,
      description: description ?? '',
      parameters: snapshotRecord(parameters, `the parameters of the tool ${name}`),
    }),
    timeoutMs,
    // Called as a method, so that a handler may use `this`.
    handler: (args, context) => handler.call(tool, args, context),
  }
}

function readName(name: unknown): string {
  if (typeof name === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(name)) return name
  throw optionError('the name of a tool is 1 to 64 letters, digits, _ and -')
}

async function callAlone(entry: ToolEntry | undefined, name: string, args: Json): Promise<Json> {
  if (entry === undefined) throw unknownTool(name)
  if (entry.of === 'host') throw new LlmError('llm_tool_error', `the tool ${name} of the host runs in sessions only`)
  const { signal } = createCancellation()
  const given = await entry.handler(snapshot(args ?? {}, 'args'), {
    toolName: name,
    callId: identifier('call'),
    sessionId: '',
    inferenceId: '',
    tags: Object.freeze({}),
    timestampMs: Date.now(),
    deadlineMs: null,
    signal,
  })
  return snapshot(given ?? null, `the result of ${name}`)
}

export function unknownTool(name: string): LlmError {
  return new LlmError('llm_tool_unknown_error', `there is no tool ${name}`, { tool: name })
}

/** The registry that an option names; undefined where there are no tools. */
export function readRegistry(tools: unknown): ToolRegistry | undefined {
  if (tools === undefined) return undefined
  if (Array.isArray(tools)) return registry(tools)
  if (isRecord(tools) && entries.has(tools)) return tools as unknown as ToolRegistry
  throw optionError('tools must be a list of tools or what llm.tools.registry gave')
}

/** What a registry holds now. */
export function entriesOf(of: ToolRegistry): readonly ToolEntry[] {
  return [...(entries.get(of)?.values() ?? [])]
}
