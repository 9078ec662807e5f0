import type { PortFact, PortFacts } from '../../artifact/checked-composition.js'
import { type PortNeed, sayUser } from '../../artifact/port-need.js'
import { findOffers, type KnownModule, type Offer } from './known-module.js'

/** One port that exists, with who needs it and who offers it. */
export interface PortOffers {
  readonly fact: PortFact
  /** Null for a port that the app never reaches. */
  readonly need: PortNeed | null
  /** At the version that is declared. */
  readonly right: readonly Offer[]
  readonly otherVersion: readonly Offer[]
}

/** Holds the modules' offers against every port that exists. */
export function gatherOffers(modules: readonly KnownModule[], ports: PortFacts): readonly PortOffers[] {
  const needs = new Map(ports.needs.filter(({ isDelegated }) => !isDelegated).map((need) => [need.port, need]))
  return ports.declared.map((fact) => {
    const offers = findOffers(modules, fact.port)
    return {
      fact,
      need: needs.get(fact.port) ?? null,
      right: offers.filter(({ provided }) => provided.version === fact.version),
      otherVersion: offers.filter(({ provided }) => provided.version !== fact.version),
    }
  })
}

/** Who needs a port, in a sentence: the first of them, and how many more. */
export function sayNeeded({ neededBy }: PortNeed): string {
  const [first, ...others] = neededBy
  const user = first === undefined ? 'the app' : sayUser(first)
  return others.length === 0 ? user : `${user} (and ${others.length} more)`
}

/** `mail.send@1.0.0`. */
export function reference({ port, version }: { readonly port: string; readonly version: string }): string {
  return `${port}@${version}`
}
