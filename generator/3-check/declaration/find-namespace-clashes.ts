import type { SpecSyntax } from '../../artifact/documents.js'
import type { Text } from '../../artifact/node.js'
import { runtimePorts, standardPorts } from '../../artifact/standard-ports.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'

/** Ids that only the runtime may use. */
const reservedSignals: ReadonlySet<string> = new Set(['guard.violated'])

/** Finds ids that mean two things: capabilities, ports and actions are called by one name and share one namespace. */
export function findNamespaceClashes(spec: SpecSyntax): readonly Diagnostic[] {
  const standard = new Set([...standardPorts.keys(), ...runtimePorts])
  const capabilities = new Map(spec.capabilities.map(({ name }) => [name.text, name]))
  const found: Diagnostic[] = []
  const report = (name: Text, section: string, problem: string, earlier: Text | null = null): void => {
    const related = earlier === null ? [] : [{ note: 'the capability is declared here', at: earlier.at }]
    const extras = { path: `domain.${section}.${name.text}`, related }
    found.push(diagnostic('spec_contract_conflict_error', name.at, { problem }, extras))
  }
  for (const { name } of spec.capabilities) {
    if (standard.has(name.text)) report(name, 'capabilities', `"${name.text}" is a standard port, and exists already`)
  }
  for (const { name } of spec.actions) {
    const capability = capabilities.get(name.text)
    if (standard.has(name.text)) report(name, 'actions', `"${name.text}" is a standard port already`)
    else if (capability !== undefined) {
      report(name, 'actions', `"${name.text}" is a capability and an action; a step could mean either`, capability)
    }
  }
  for (const { name } of spec.signals) {
    if (reservedSignals.has(name.text)) report(name, 'signals.custom', `the signal "${name.text}" is the runtime's own`)
  }
  return found
}
