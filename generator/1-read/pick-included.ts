import type { Included, SourceFile } from '../artifact/source-set.js'
import type { FindIncludes } from './read-included.js'

/** Picks what a spec includes from texts that were handed in: the counterpart of `readIncluded` without a disk. */
export function pickIncluded(
  spec: SourceFile,
  candidates: readonly SourceFile[],
  findIncludes: FindIncludes,
): Included {
  const picked = new Map([[spec.path, spec]])
  for (const file of picked.values()) {
    for (const place of findIncludes(file))
      for (const candidate of candidates)
        if (!picked.has(candidate.path) && place.matches(candidate.path)) picked.set(candidate.path, candidate)
  }
  picked.delete(spec.path)
  const files = [...picked.values()].sort((left, right) => (left.path < right.path ? -1 : 1))
  return { files, nearby: candidates.map(({ path }) => path).sort() }
}
