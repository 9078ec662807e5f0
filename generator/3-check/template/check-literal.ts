import type { Json } from '../../../src/contract/json.js'
import type { TemplateSyntax } from '../../artifact/documents.js'
import type { Node } from '../../artifact/node.js'
import type { Code } from '../../diagnostic/catalogue.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { scopeOf } from '../expression/scope.js'
import { checkTemplate } from './check-template.js'
import type { Contract } from './contract.js'

/** Where a literal is, where its mistakes are reported, and as what. */
export interface LiteralPlace {
  readonly path: string
  readonly found: Diagnostic[]
  readonly code: Extract<Code, 'session_ir_invalid_error' | 'spec_contract_conflict_error'>
}

/** Holds a literal against what it must be, and reports each of its members that is not, at its own place. True where all fits. */
export function checkLiteral(node: Node, contract: Contract, { path, found, code }: LiteralPlace): boolean {
  const wrong: Diagnostic[] = []
  checkTemplate(templateOf(node), contract, { scope: nothing, path, found: wrong })
  for (const { at, message: problem, path: place, hint, fixes } of wrong) {
    const extras = { ...(place === null ? {} : { path: place }), hint, fixes }
    found.push(diagnostic(code, at, { problem }, extras))
  }
  return wrong.length === 0
}

// Nothing in a literal is computed.
const nothing = scopeOf('a literal', [])

/** The literal as a template in which nothing is computed, whatever its members are called. */
function templateOf(node: Node): TemplateSyntax {
  const { at } = node
  switch (node.kind) {
    case 'scalar':
      return { kind: 'literal', at, value: node.value }
    case 'list':
      return { kind: 'list', at, items: node.items.map(templateOf) }
    case 'map': {
      const entries = node.entries.map(({ key, value }) => ({ name: key, value: templateOf(value) }))
      return { kind: 'object', at, entries }
    }
  }
}

/** The value of a literal without its places. */
export function jsonOf(node: Node): Json {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'list':
      return node.items.map(jsonOf)
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, jsonOf(value)]))
  }
}
