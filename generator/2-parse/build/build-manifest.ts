import type { ManifestSyntax, ModuleSyntax, PortReferenceSyntax } from '../../artifact/documents.js'
import type { MapNode, Node, Text } from '../../artifact/node.js'
import { entriesAt, find, ifThere, itemsOf, listAt, need, textOf, wordAt } from './members.js'

/** Builds the syntax of a manifest whose shape has been proved. */
export function buildManifest(root: MapNode): ManifestSyntax {
  return {
    at: root.at,
    app: ifThere(root, 'app', textOf),
    out: ifThere(root, 'out', textOf),
    target: wordAt(root, 'target', ['node', 'edge'], 'node'),
    presets: listAt(root, 'presets', textOf),
    modules: listAt(root, 'modules', buildModule),
    bindings: entriesAt(root, 'bindings', textOf),
    given: true,
  }
}

// A guest's lifetime, isolation and limits are proved and not carried: nothing of this version runs guests.
function buildModule(node: Node): ModuleSyntax {
  const config = find(node, 'config')
  return {
    at: node.at,
    id: trimmed(textOf(need(node, 'id'))),
    kind: wordAt(node, 'kind', ['provider', 'native', 'initializer', 'guest'], 'provider'),
    kindAt: need(node, 'kind').at,
    source: textOf(need(node, 'source')),
    name: ifThere(node, 'name', textOf),
    aliases: listAt(node, 'aliases', textOf),
    capabilities: listAt(node, 'capabilities', textOf),
    provides: ifThere(node, 'provides', (ports) => itemsOf(ports).map(buildPort)),
    registers: listAt(node, 'registers', textOf),
    requires: listAt(node, 'requires', textOf),
    claims: listAt(node, 'claims', textOf),
    config: config?.kind === 'map' ? config : null,
  }
}

function trimmed({ text, at }: Text): Text {
  return { text: text.trim(), at }
}

function buildPort(node: Node): PortReferenceSyntax {
  const [port = '', version = ''] = textOf(node).text.split('@')
  return { at: node.at, port, version }
}
