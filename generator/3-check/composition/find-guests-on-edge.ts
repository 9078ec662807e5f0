import type { ManifestSyntax } from '../../artifact/documents.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import type { KnownModule } from './known-module.js'

/** Finds guests of an app that does not run on Node, as their VMs do. It is one mistake, however many guests there are. */
export function findGuestsOnEdge({ target }: ManifestSyntax, modules: readonly KnownModule[]): readonly Diagnostic[] {
  const [first, ...more] = modules.filter(({ syntax }) => syntax.kind === 'guest')
  if (first === undefined || target === 'node') return []
  const related = more.map(({ syntax }) => ({ note: 'so is this one', at: syntax.kindAt }))
  const extras = { path: `${first.path}.kind`, related }
  return [diagnostic('guest_target_invalid_error', first.syntax.kindAt, { module: first.id, target }, extras)]
}
