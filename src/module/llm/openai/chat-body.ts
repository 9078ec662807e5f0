import type { Json, JsonObject } from '../../../contract/json.js'
import type { ChatBlock, InferenceRequest } from '../engine.js'
import type { OpenAiSettings } from '../read-config.js'

/** The request body of a chat completion. */
export function chatBody(settings: OpenAiSettings, request: InferenceRequest): JsonObject {
  const stream = settings.stream ?? true
  const temperature = request.temperature ?? settings.temperature
  const maxTokens = leastOf(request.maxTokens, settings.maxTokens)
  return {
    ...settings.body,
    model: settings.model,
    messages: toMessages(request.turn.blocks),
    stream,
    ...(stream ? { stream_options: { include_usage: true } } : {}),
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...toolMembers(request),
  }
}

function leastOf(asked: number | undefined, allowed: number | undefined): number | undefined {
  if (asked === undefined || allowed === undefined) return asked ?? allowed
  return Math.min(asked, allowed)
}

function toolMembers({ tools, toolChoice }: InferenceRequest): JsonObject {
  if (tools.length === 0) return {}
  return {
    tools: tools.map(({ name, description, parameters }) => ({
      type: 'function',
      function: { name, description, parameters },
    })),
    tool_choice:
      typeof toolChoice === 'string' ? toolChoice : { type: 'function', function: { name: toolChoice.name } },
  }
}

type Message = Record<string, Json>

/** Text and calls that follow each other are one message of the assistant, as the protocol has it. */
function toMessages(blocks: readonly ChatBlock[]): Message[] {
  const messages: Message[] = []
  for (const block of blocks) {
    const open = messages.at(-1)
    if (block.kind === 'llm_text' && open?.role === 'assistant' && open.tool_calls === undefined)
      open.content = `${contentText(open)}${textOf(block)}`
    else if (block.kind === 'tool_call' && open?.role === 'assistant') addCall(open, block)
    else messages.push(...toMessage(block))
  }
  return messages
}

function toMessage(block: ChatBlock): readonly Message[] {
  switch (block.kind) {
    case 'system':
      return [{ role: 'system', content: textOf(block) }]
    case 'user':
      return [{ role: 'user', content: userContent(block) }]
    case 'llm_text':
      return [{ role: 'assistant', content: textOf(block) }]
    case 'tool_call': {
      const message: Message = { role: 'assistant', content: null }
      addCall(message, block)
      return [message]
    }
    case 'tool_use':
      return [{ role: 'tool', tool_call_id: block.payload.id ?? '', content: resultText(block) }]
    default:
      // What a model thought, and what only the app understands, is not told to a model.
      return []
  }
}

function addCall(message: Message, { payload }: ChatBlock): void {
  const { id = '', name = '', args = {} } = payload
  const calls = Array.isArray(message.tool_calls) ? message.tool_calls : []
  const asText = typeof args === 'string' ? args : JSON.stringify(args)
  message.tool_calls = [...calls, { id, type: 'function', function: { name, arguments: asText } }]
}

function textOf({ payload }: ChatBlock): string {
  return typeof payload.text === 'string' ? payload.text : ''
}

function contentText(message: Message): string {
  return typeof message.content === 'string' ? message.content : ''
}

function userContent(block: ChatBlock): Json {
  const { images } = block.payload
  if (!Array.isArray(images) || images.length === 0) return textOf(block)
  const parts: Json[] = images.map((image: Json) => ({ type: 'image_url', image_url: { url: image } }))
  return [{ type: 'text', text: textOf(block) }, ...parts]
}

function resultText({ payload }: ChatBlock): string {
  const { result = null, error } = payload
  if (typeof error === 'string') return JSON.stringify({ error })
  return typeof result === 'string' ? result : JSON.stringify(result)
}
