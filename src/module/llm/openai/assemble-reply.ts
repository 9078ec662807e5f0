import type { Json } from '../../../contract/json.js'
import type { ChatBlock, InferenceDelta, InferenceReply, InferenceUsage } from '../engine.js'
import { InferenceError } from '../engine.js'

/** Puts the pieces of a streamed completion together. A whole completion is one piece. */
export interface ReplyAssembly {
  /** Takes one piece, as it was parsed; gives the text in it. Throws what the server says went wrong. */
  add(piece: unknown): readonly InferenceDelta[]
  /** The server has said why it stopped. */
  readonly isFinished: boolean
  reply(): InferenceReply
}

interface CallPieces {
  id: string
  name: string
  args: string
}

type Members = Readonly<Record<string, unknown>>

/** `callsBefore`: calls that the conversation has already, so that one without an id gets a fresh one. */
export function assembleReply(callsBefore: number): ReplyAssembly {
  const calls = new Map<number, CallPieces>()
  const state = { text: '', reasoning: '', stopReason: null as string | null, model: null as string | null }
  let usage: InferenceUsage | null = null
  const addMessage = (message: Members): readonly InferenceDelta[] => {
    const reasoning = textIn(message, 'reasoning_content') || textIn(message, 'reasoning')
    const text = textIn(message, 'content') + textIn(message, 'refusal')
    state.reasoning += reasoning
    state.text += text
    for (const [at, call] of listOf(message.tool_calls).entries()) addCall(calls, call, at)
    return [
      ...(reasoning === '' ? [] : [{ type: 'reasoning_delta' as const, text: reasoning }]),
      ...(text === '' ? [] : [{ type: 'text_delta' as const, text }]),
    ]
  }
  return {
    add(piece) {
      if (!isMembers(piece)) throw protocolError('a piece of the reply is no object')
      if (piece.error !== undefined && piece.error !== null) throw serverError(piece.error)
      if (typeof piece.model === 'string') state.model = piece.model
      usage = readUsage(piece.usage) ?? usage
      // Only the first choice: no request asks for more.
      const [choice] = listOf(piece.choices)
      if (choice === undefined) return []
      if (typeof choice.finish_reason === 'string') state.stopReason = choice.finish_reason
      const message = choice.delta ?? choice.message
      return isMembers(message) ? addMessage(message) : []
    },
    get isFinished() {
      return state.stopReason !== null
    },
    reply: () => ({
      blocks: [
        ...(state.reasoning === '' ? [] : [{ kind: 'reasoning', payload: { text: state.reasoning } }]),
        ...(state.text === '' ? [] : [{ kind: 'llm_text', payload: { text: state.text } }]),
        ...[...calls]
          .sort(([left], [right]) => left - right)
          .map(([index, call]) => toCall(call, `call_${callsBefore + index}`)),
      ],
      usage,
      stopReason: state.stopReason,
      model: state.model,
    }),
  }
}

// By index where the server gives one. One that gives none sends an id with the first piece of each call.
function addCall(calls: Map<number, CallPieces>, piece: Members, at: number): void {
  const id = textIn(piece, 'id')
  const index = typeof piece.index === 'number' ? piece.index : indexOf(calls, id, at)
  const call = calls.get(index) ?? { id: '', name: '', args: '' }
  calls.set(index, call)
  const made = isMembers(piece.function) ? piece.function : {}
  if (id !== '') call.id = id
  // Some servers repeat the name with every piece.
  if (textIn(made, 'name') !== call.name) call.name += textIn(made, 'name')
  const { arguments: args } = made
  call.args += typeof args === 'string' ? args : args === undefined || args === null ? '' : JSON.stringify(args)
}

function indexOf(calls: ReadonlyMap<number, CallPieces>, id: string, at: number): number {
  if (id === '') return Math.max(0, calls.size - 1)
  for (const [index, call] of calls) if (call.id === id) return index
  return Math.max(at, calls.size)
}

function toCall({ id, name, args }: CallPieces, otherwise: string): ChatBlock {
  return { kind: 'tool_call', payload: { id: id === '' ? otherwise : id, name, args: readArguments(args) } }
}

/** Arguments that are no JSON stay text: the tool says what it makes of them. */
function readArguments(args: string): Json {
  if (args.trim() === '') return {}
  try {
    return JSON.parse(args) as Json
  } catch {
    return args
  }
}

function readUsage(usage: unknown): InferenceUsage | null {
  if (!isMembers(usage)) return null
  const count = (member: string): number => (typeof usage[member] === 'number' ? usage[member] : 0)
  const inputTokens = count('prompt_tokens')
  const outputTokens = count('completion_tokens')
  return { inputTokens, outputTokens, totalTokens: count('total_tokens') || inputTokens + outputTokens }
}

/** An error that came in a body of JSON. */
export function serverError(error: unknown): InferenceError {
  const message = isMembers(error) ? textIn(error, 'message') : String(error)
  return new InferenceError('llm_http_error', `the server failed: ${message === '' ? 'it does not say why' : message}`)
}

export function protocolError(message: string): InferenceError {
  return new InferenceError('llm_protocol_error', message)
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly Members[] {
  return Array.isArray(value) ? value.filter(isMembers) : []
}

function textIn(members: Members, name: string): string {
  const value = members[name]
  return typeof value === 'string' ? value : ''
}
