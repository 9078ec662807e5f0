import type { LockChange } from './compare-lockfiles.js'

/** Whether a change of a locked fact lets a guest do more than before. A guest that is new has been allowed nothing yet. */
export function isWidened({ path, from, to }: LockChange): boolean {
  const [section, , fact, member] = path
  if (section !== 'modules' || fact !== 'policy') return false
  switch (member) {
    case 'requires':
      return hasMore(from, to)
    case 'limits':
      return !(typeof from === 'number' && typeof to === 'number' && to <= from)
    case 'isolation':
      return to === 'inline'
    case 'lifetime':
      return to === 'runtime'
    default:
      // The whole policy is new or gone: the module was locked as something else, or by hand.
      return to !== undefined
  }
}

function hasMore(from: unknown, to: unknown): boolean {
  const before: readonly unknown[] = Array.isArray(from) ? from : []
  return Array.isArray(to) && to.some((name) => !before.includes(name))
}
