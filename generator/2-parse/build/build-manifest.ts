import { defaultGuestLimits, type GuestLimits } from '../../../src/contract/guest.js'
import type { GuestPolicySyntax, ManifestSyntax, ModuleSyntax, PortReferenceSyntax } from '../../artifact/documents.js'
import type { MapNode, Node, Text } from '../../artifact/node.js'
import { entriesAt, find, ifThere, itemsOf, listAt, need, numberOf, textOf, wordAt } from './members.js'

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
    guest: buildGuestPolicy(node),
  }
}

/** The keys that only guests have; what is not written is filled, so that the lockfile can hold all of it. */
function buildGuestPolicy(node: Node): GuestPolicySyntax {
  const limits = find(node, 'limits')
  const limit = (key: string, otherwise: number): number => {
    const written = limits === null ? null : find(limits, key)
    return written === null ? otherwise : numberOf(written)
  }
  const defaults: GuestLimits = defaultGuestLimits
  return {
    lifetime: wordAt(node, 'lifetime', ['call', 'runtime'], 'call'),
    isolation: wordAt(node, 'isolation', ['inline', 'worker'], 'inline'),
    limits: {
      memoryMb: limit('memory_mb', defaults.memoryMb),
      stackKb: limit('stack_kb', defaults.stackKb),
      cpuMs: limit('cpu_ms', defaults.cpuMs),
      wallMs: limit('wall_ms', defaults.wallMs),
      hostCalls: limit('host_calls', defaults.hostCalls),
      outputKb: limit('output_kb', defaults.outputKb),
    },
    stackAt: (limits === null ? null : find(limits, 'stack_kb'))?.at ?? null,
    requiresAt: find(node, 'requires')?.at ?? null,
  }
}

function trimmed({ text, at }: Text): Text {
  return { text: text.trim(), at }
}

function buildPort(node: Node): PortReferenceSyntax {
  const [port = '', version = ''] = textOf(node).text.split('@')
  return { at: node.at, port, version }
}
