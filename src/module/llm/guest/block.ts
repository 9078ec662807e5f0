import type { Block, BlockKind, Json } from './declaration.js'
import { identifier } from './identifier.js'
import { isRecord, LlmError } from './llm-error.js'
import { snapshotRecord } from './snapshot.js'

export const kinds: { readonly [Kind in BlockKind]: Kind } = Object.freeze({
  user: 'user',
  llm_text: 'llm_text',
  tool_call: 'tool_call',
  tool_use: 'tool_use',
  system: 'system',
  reasoning: 'reasoning',
  other: 'other',
})

const roles: { readonly [Kind in BlockKind]: string } = {
  user: 'user',
  llm_text: 'assistant',
  tool_call: 'assistant',
  tool_use: 'tool',
  system: 'system',
  reasoning: 'assistant',
  other: '',
}

// Members that may be written beside the payload, and what they are called in it.
const shorthands: Readonly<Record<string, string>> = {
  text: 'text',
  images: 'images',
  name: 'name',
  args: 'args',
  result: 'result',
  error: 'error',
  callId: 'id',
}

/** A block from what was written: shorthand members go to the payload, missing ones are filled in, others stay. */
export function readBlock(value: unknown, path: string): Block {
  if (!isRecord(value)) throw invalid(path, 'must be a block')
  const { id, kind, role, payload, metadata, ...rest } = value
  if (!isKind(kind)) throw invalid(`${path}.kind`, `must be one of ${Object.keys(kinds).join(', ')}`)
  const outside = Object.entries(rest)
  const short = outside.filter(([member]) => Object.hasOwn(shorthands, member))
  const others = outside.filter(([member]) => !Object.hasOwn(shorthands, member))
  const held = { ...Object.fromEntries(short.map(([member, held]) => [shorthands[member], held])), ...read(payload) }
  return checkPayload(
    Object.freeze({
      ...snapshotRecord(Object.fromEntries(others), path),
      id: typeof id === 'string' && id !== '' ? id : identifier('block'),
      kind,
      role: typeof role === 'string' && role !== '' ? role : roles[kind],
      payload: snapshotRecord(held, `${path}.payload`),
      metadata: snapshotRecord(metadata, `${path}.metadata`),
    }),
    path,
  )
}

function read(payload: unknown): Readonly<Record<string, unknown>> {
  return isRecord(payload) ? payload : {}
}

function isKind(kind: unknown): kind is BlockKind {
  return typeof kind === 'string' && Object.hasOwn(kinds, kind)
}

const texts: readonly BlockKind[] = ['user', 'llm_text', 'system', 'reasoning']

function checkPayload(block: Block, path: string): Block {
  const needed: readonly string[] =
    block.kind === 'tool_call'
      ? ['id', 'name']
      : block.kind === 'tool_use'
        ? ['id']
        : texts.includes(block.kind)
          ? ['text']
          : []
  for (const member of needed)
    if (typeof block.payload[member] !== 'string') throw invalid(`${path}.payload.${member}`, 'must be text')
  return block
}

function invalid(path: string, problem: string): LlmError {
  return new LlmError('llm_turn_invalid_error', `${path} ${problem}`, { path })
}

export function user(
  text: string,
  options: { readonly images?: readonly string[]; readonly metadata?: object } = {},
): Block {
  return readBlock({ kind: 'user', text, ...options }, 'user')
}

export function system(text: string): Block {
  return readBlock({ kind: 'system', text }, 'system')
}

export function assistant(text: string): Block {
  return readBlock({ kind: 'llm_text', text }, 'assistant')
}

export function toolCall(id: string, name: string, args: Json): Block {
  return readBlock({ kind: 'tool_call', payload: { id, name, args: args ?? {} } }, 'toolCall')
}

export function toolUse(id: string, result: Json, error?: string | null): Block {
  const failed = error === undefined || error === null ? {} : { error }
  return readBlock({ kind: 'tool_use', payload: { id, result: result ?? null, ...failed } }, 'toolUse')
}
