import { readBlock, user } from './block.js'
import type { Block, Json, Seed, Turn } from './declaration.js'
import { identifier } from './identifier.js'
import { isRecord, LlmError } from './llm-error.js'
import { snapshotRecord } from './snapshot.js'

/** A turn from whatever may begin one. */
export function turn(from?: Seed): Turn {
  return isTurnLike(from) ? readTurn(from, 'turn') : makeTurn(readBlocks(from, 'turn'))
}

/** A turn from its parts: members that are not a turn's own are kept. */
export function readTurn(value: unknown, path: string): Turn {
  if (!isRecord(value)) throw new LlmError('llm_turn_invalid_error', `${path} must be a turn`, { path })
  const { id, blocks, metadata, data, ...rest } = value
  if (blocks !== undefined && !Array.isArray(blocks))
    throw new LlmError('llm_turn_invalid_error', `${path}.blocks must be a list of blocks`, { path: `${path}.blocks` })
  const list: readonly unknown[] = blocks ?? []
  return Object.freeze({
    ...snapshotRecord(rest, path),
    id: typeof id === 'string' && id !== '' ? id : identifier('turn'),
    blocks: Object.freeze(list.map((block, at) => readBlock(block, `${path}.blocks[${at}]`))),
    metadata: snapshotRecord(metadata, `${path}.metadata`),
    data: snapshotRecord(data, `${path}.data`),
  })
}

function makeTurn(blocks: readonly Block[]): Turn {
  return readTurn({ blocks }, 'turn')
}

/** Whether a value was meant as a turn rather than as a block or text. */
export function isTurnLike(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && !('kind' in value)
}

/** The blocks that a text, a block or a list of them stands for. */
export function readBlocks(value: unknown, path: string): readonly Block[] {
  if (value === undefined || value === null) return []
  if (typeof value === 'string') return [user(value)]
  if (!Array.isArray(value)) return [readBlock(value, path)]
  const list: readonly unknown[] = value
  return list.map((item, at) => (typeof item === 'string' ? user(item) : readBlock(item, `${path}[${at}]`)))
}

/** The turn with more blocks, under a fresh id. */
export function append(to: Turn, ...blocks: readonly unknown[]): Turn {
  return extend(
    readTurn(to, 'turn'),
    blocks.flatMap((block, at) => readBlocks(block, `blocks[${at}]`)),
  )
}

/** Like `append`, of blocks that were read already. */
export function extend(to: Turn, blocks: readonly Block[]): Turn {
  return Object.freeze({ ...to, id: identifier('turn'), blocks: Object.freeze([...to.blocks, ...blocks]) })
}

/** The turn with more metadata, under the same id. */
export function stamp(to: Turn, metadata: Readonly<Record<string, Json>>): Turn {
  return Object.freeze({ ...to, metadata: Object.freeze({ ...to.metadata, ...metadata }) })
}

/** What the model wrote in a turn, joined. */
export function text(of: Turn): string {
  return textOf(readTurn(of, 'turn').blocks)
}

export function textOf(blocks: readonly Block[]): string {
  return blocks.flatMap(({ kind, payload }) => (kind === 'llm_text' ? [payload.text] : [])).join('')
}
