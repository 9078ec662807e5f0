import type { Text } from '../../artifact/node.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import type { KnownModule } from './known-module.js'

/** Finds claims that two modules hold. */
export function findClaimConflicts(modules: readonly KnownModule[]): readonly Diagnostic[] {
  const holders = new Map<string, { readonly module: KnownModule; readonly claim: Text }>()
  return modules.flatMap((module) =>
    module.syntax.claims.flatMap((claim, index) => {
      const holder = holders.get(claim.text)
      if (holder === undefined) holders.set(claim.text, { module, claim })
      if (holder === undefined || holder.module.id === module.id) return []
      const values = { left: holder.module.id, right: module.id, claim: claim.text }
      const related = [{ note: `"${holder.module.id}" claims it here`, at: holder.claim.at }]
      const path = `${module.path}.claims.${index}`
      return [diagnostic('module_claim_conflict_error', claim.at, values, { path, related })]
    }),
  )
}
