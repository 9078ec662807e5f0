import { builtInModules, presetSource } from '../../artifact/built-in-modules.js'
import type { CheckedGrant } from '../../artifact/checked-composition.js'
import { namesGivenBy } from '../../artifact/require-names.js'
import type { KnownModule } from './known-module.js'
import type { Requirement } from './requirement.js'

/**
 * Every name that a guest may require: whoever is granted a native may call it by each of its names. What presets give comes
 * first, the rest in the order of the manifest, in which it is registered and started for the guest.
 */
export function grantsOf(guest: KnownModule, requirements: readonly Requirement[]): readonly CheckedGrant[] {
  const grants = requirements
    .filter(({ from }) => from === guest)
    .sort((left, right) => placeOf(left) - placeOf(right) || (left.written.text < right.written.text ? -1 : 1))
    .flatMap(grantsIn)
  return grants.filter(({ name }, index) => grants.findIndex((other) => other.name === name) === index)
}

function placeOf({ to }: Requirement): number {
  return to?.index ?? -1
}

function grantsIn({ to, written: { text } }: Requirement): readonly CheckedGrant[] {
  if (to === null) {
    const source = presetSource(text)
    return [{ name: text, module: null, source, capabilities: builtInModules.get(source)?.capabilities ?? [] }]
  }
  const names = to.syntax.kind === 'native' ? namesGivenBy(to.syntax).map((name) => name.text) : [text]
  return names.map((name) => ({
    name,
    module: to.id,
    source: to.syntax.source.text,
    capabilities:
      to.syntax.capabilities.length > 0 ? to.syntax.capabilities.map(asCapability) : (to.builtIn?.capabilities ?? []),
  }))
}

type Capability = CheckedGrant['capabilities'][number]

// The grammar has proved that it is one of the words.
function asCapability({ text }: { readonly text: string }): Capability {
  return text as Capability
}
