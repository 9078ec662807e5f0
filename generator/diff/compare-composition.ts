import type { GuestBundle } from '../../src/contract/guest.js'
import type { AppModel, CompositionModel } from '../artifact/app-model.js'
import { type Difference, difference, type Subject } from './difference.js'
import { pairById, subjectOf } from './pair.js'

/** Of which modules the app is made, and what serves its ports. No caller sees any of it. */
export function compareComposition(
  { composition: was }: AppModel,
  { composition: is }: AppModel,
): readonly Difference[] {
  const { gone, fresh, kept } = pairById(factsOf(was), factsOf(is), ({ id }) => id)
  const app: Subject = { name: 'the app', before: null, after: null }
  const bindings = pairById(was.bindings, is.bindings, ({ port }) => port).kept
  return [
    ...gone.map((one) => difference('module_removed', subjectOf('module', one, null), {})),
    ...fresh.map((one) => difference('module_added', subjectOf('module', null, one), { what: one.facts.source ?? '' })),
    ...kept.flatMap(([old, now]) => compareFacts(old, now)),
    ...compareOrder(was, is, app),
    ...bindings.flatMap(([old, now]) => {
      const values = { was: old.module, is: now.module }
      const subject = { name: `port "${now.port}"`, before: originOf(was, old.module), after: originOf(is, now.module) }
      return old.module === now.module ? [] : [difference('binding_changed', subject, values)]
    }),
    ...(was.target === is.target ? [] : [difference('target_changed', app, { was: was.target, is: is.target })]),
  ]
}

interface ModuleFacts {
  readonly id: string
  readonly origin: string
  /** What is known of it, by what it is called. */
  readonly facts: Readonly<Record<string, string>>
}

function factsOf({ modules, deployment, guests }: CompositionModel): readonly ModuleFacts[] {
  return modules.map(({ id, kind, source, names, requires: others, origin }) => {
    const config = deployment?.modules.find((one) => one.id === id)?.config ?? {}
    const guest = guests.find(({ bundle }) => bundle.id === id)?.bundle
    return {
      id,
      origin,
      facts: {
        kind,
        source,
        config: JSON.stringify(config),
        names: names.join(', '),
        // A guest requires natives by name.
        requirement: (guest?.requires.map(({ name }) => name) ?? others).join(', '),
        ...(guest === undefined ? {} : policyOf(guest)),
      },
    }
  })
}

function policyOf({ lifetime, isolation, limits }: GuestBundle): ModuleFacts['facts'] {
  const limited = Object.entries(limits).map(([name, most]) => [`limit ${name}`, String(most)])
  return { lifetime, isolation, ...Object.fromEntries(limited) }
}

function compareFacts(was: ModuleFacts, is: ModuleFacts): readonly Difference[] {
  const parts = [...new Set([...Object.keys(was.facts), ...Object.keys(is.facts)])]
  return parts.flatMap((part) => {
    const values = { part, was: was.facts[part] || 'nothing', is: is.facts[part] || 'nothing' }
    return values.was === values.is ? [] : [difference('module_changed', subjectOf('module', was, is), values)]
  })
}

/** The order of those that were there and still are. */
function compareOrder(was: CompositionModel, is: CompositionModel, app: Subject): readonly Difference[] {
  const stay = (own: CompositionModel, other: CompositionModel): string =>
    own.modules
      .map(({ id }) => id)
      .filter((id) => other.modules.some((one) => one.id === id))
      .join(', ')
  const now = stay(is, was)
  return stay(was, is) === now ? [] : [difference('module_order_changed', app, { is: now })]
}

function originOf({ modules }: CompositionModel, id: string): string | null {
  return modules.find((module) => module.id === id)?.origin ?? null
}
