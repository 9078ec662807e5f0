import type { SpecSyntax } from '../../artifact/documents.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'

/** Finds collections that give their key another type. The key is there anyway; writing it out may only repeat that. */
export function findKeyConflicts({ collections }: SpecSyntax): readonly Diagnostic[] {
  return collections.flatMap(({ name: collection, value: { fields } }) => {
    const key = fields.find(({ name }) => name.text === 'id')?.value
    if (key === undefined || (key.kind === 'scalar' && key.scalar === 'id' && key.required)) return []
    const problem = 'every collection has the key "id: id!"; it cannot have another type'
    const extras = { path: `domain.collections.${collection.text}.fields.id` }
    return [diagnostic('spec_contract_conflict_error', key.at, { problem }, extras)]
  })
}
