import { type Diagnostic, diagnostic, type Related } from '../../diagnostic/diagnostic.js'
import { rewording } from '../../diagnostic/fix.js'
import { findNearest, respell, suggestName } from '../../diagnostic/suggest.js'
import type { KnownModule, Offer } from './known-module.js'
import { type PortOffers, reference, sayNeeded } from './port-offers.js'

/** What was found, and the ports that lack a provider because of it: nothing more is to be said of those. */
export interface PortProblems {
  readonly diagnostics: readonly Diagnostic[]
  readonly explained: ReadonlySet<string>
}

/** Finds provided ports that do not exist. */
export function findUnknownPorts(modules: readonly KnownModule[], offers: readonly PortOffers[]): PortProblems {
  const explained = new Set<string>()
  const exists = new Set(offers.map(({ fact }) => fact.port))
  const diagnostics = modules.flatMap((module) =>
    module.provides
      // What a built-in provides is Tenon's own word, and not the author's.
      .filter(({ port }) => module.syntax.provides !== null && !exists.has(port))
      .map((provided) => {
        const meant = findMeant(provided.port, offers, explained)
        if (meant !== null) explained.add(meant.fact.port)
        return unknownPort({ module, provided }, meant, [...exists])
      }),
  )
  return { diagnostics, explained }
}

/** The port that lacks a provider and is spelt nearly so. */
function findMeant(written: string, offers: readonly PortOffers[], taken: ReadonlySet<string>): PortOffers | null {
  const lacking = offers.filter(({ fact, need, right }) => need !== null && right.length === 0 && !taken.has(fact.port))
  const near = findNearest(
    written,
    lacking.map(({ fact }) => fact.port),
  )
  return lacking.find(({ fact }) => fact.port === near) ?? null
}

function unknownPort({ module, provided }: Offer, meant: PortOffers | null, known: readonly string[]): Diagnostic {
  const written = { text: provided.port, at: provided.at }
  const advice =
    meant === null
      ? suggestName(written, known)
      : { hint: `did you mean "${meant.fact.port}"?`, fixes: respell(written, [meant.fact.port]) }
  const related = meant === null ? [] : sayWhoNeeds(meant)
  const values = { module: module.id, port: provided.port }
  return diagnostic('port_unknown_error', provided.at, values, { path: provided.path, related, ...advice })
}

/** Finds ports that one module provides twice. */
export function findRepeatedPorts(modules: readonly KnownModule[]): readonly Diagnostic[] {
  return modules.flatMap(({ id, provides }) =>
    provides.flatMap(({ port, version, at, path }, index) => {
      const earlier = provides.slice(0, index).find((other) => other.port === port && other.version === version)
      if (earlier === undefined) return []
      const problem = `module "${id}" provides ${reference({ port, version })} twice`
      const related = [{ note: 'first provided here', at: earlier.at }]
      return [diagnostic('manifest_invalid_error', at, { problem }, { path, related })]
    }),
  )
}

/** Finds ports that are offered at versions which the app does not declare. */
export function findVersionMismatches(offers: readonly PortOffers[]): PortProblems {
  const wrong = offers.filter(({ otherVersion }) => otherVersion.length > 0)
  const diagnostics = wrong.flatMap((port) => {
    const [first, ...others] = port.otherVersion
    if (first === undefined) return []
    // Where somebody has the right version, each of the others is a mistake of its own.
    return port.right.length > 0
      ? port.otherVersion.map((offer) => mismatched(port, offer, []))
      : [mismatched(port, first, others)]
  })
  return { diagnostics, explained: new Set(wrong.map(({ fact }) => fact.port)) }
}

function mismatched(port: PortOffers, { module, provided }: Offer, others: readonly Offer[]): Diagnostic {
  const { fact, need } = port
  const values = {
    neededBy: need === null ? 'the app spec' : sayNeeded(need),
    port: fact.port,
    version: fact.version,
    module: module.id,
    provided: provided.version,
  }
  const declared = fact.at === null ? [] : [{ note: `declared here at version ${fact.version}`, at: fact.at }]
  const also = others.map((other) => ({
    note: `"${other.module.id}" provides version ${other.provided.version}`,
    at: other.provided.at,
  }))
  const related = [...declared, ...sayWhoNeeds(port), ...also]
  const { at, path, version } = provided
  const fixes = [rewording({ text: version, at }, fact.version, false)]
  return diagnostic('port_version_mismatch_error', at, values, { path, related, fixes })
}

function sayWhoNeeds({ need, fact }: PortOffers): readonly Related[] {
  return need === null ? [] : [{ note: `${sayNeeded(need)} needs ${fact.port} here`, at: need.at }]
}
