import { describe, expect, it } from 'vitest'
import type { InvokeRequest } from '../../../src/runtime.js'
import { ann, startDesk } from '../desk/desk.js'

describe('an entrypoint', () => {
  const cases: readonly (readonly [kind: unknown, id: unknown, message: string])[] = [
    ['query', 'nothing', 'there is no query "nothing"'],
    ['mutation', 'list_board', 'there is no mutation "list_board"'],
    ['query', 'add_comment', 'there is no query "add_comment"'],
    ['route', 'list_board', 'there is no route "list_board"'],
    ['query', '__proto__', 'there is no query "__proto__"'],
    ['query', 'toString', 'there is no query "toString"'],
    ['query', 'board', 'there is no query "board"'],
    ['mutation', 'desk.add_comment', 'there is no mutation "desk.add_comment"'],
    ['Query', 'list_board', 'there is no entrypoint "list_board"'],
    ['projection', 'board', 'there is no entrypoint "board"'],
    [undefined, 'list_board', 'there is no entrypoint "list_board"'],
    ['query', undefined, 'there is no query ""'],
    ['query', { toString: () => 'list_board' }, 'there is no query ""'],
    ['query', ['list_board'], 'there is no query ""'],
  ]

  it.each(cases)('%j %j is not found', async (entrypointKind, entrypointId, message) => {
    const { runtime } = startDesk()
    const answer = await runtime.invoke({ entrypointKind, entrypointId, authContext: ann } as InvokeRequest)
    expect(answer).toMatchObject({ status: 'rejected', violations: [{ code: 'entrypoint_not_found_error', message }] })
    expect(answer.meta).not.toHaveProperty('outcome')
  })

  it('is not quoted at any length', async () => {
    const { query } = startDesk()
    const { violations } = await query('x'.repeat(10_000_000))
    expect(violations[0]?.message.length).toBeLessThan(300)
  })
})
