import type { Client, DeskScreen, GridNode } from './generated/desk/contracts.js'

/** What the generated client lets a caller do with a screen; this file is only type-checked. */
export async function titlesOf(client: Client): Promise<readonly string[]> {
  const { output } = await client.routes.deskHome({ find: 'oak', p: null })
  await client.routes.deskPrinted()
  // @ts-expect-error A route takes no input that it does not declare.
  await client.routes.deskHome({ page: 1 })
  const grid = output === undefined ? undefined : findGrid(output)
  const total: number | null | undefined = grid?.props.total
  // @ts-expect-error A prop that is plain data is exactly that.
  const column: 'owner' | undefined = grid?.props.columns[0]
  return [...(grid?.props.rows.map(({ title }) => title) ?? []), `${total} ${column}`]
}

function findGrid({ tree, data_meta, hidden }: DeskScreen): GridNode | undefined {
  if (data_meta.queue.status !== 'ok' || hidden.includes('hint')) return undefined
  for (const node of tree) {
    // @ts-expect-error The screen has no such node.
    if (node.id === 'header') continue
    if (node.id !== 'shell') continue
    for (const child of node.children) if (child.id === 'grid') return child
  }
  return undefined
}

export function targetOf({ interactions }: GridNode): 'add_comment' {
  return interactions.note.dispatch.entrypointId
}
