import { builtInModules, presetSource } from '../../artifact/built-in-modules.js'
import type { Span } from '../../artifact/span.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import type { RequireName } from './find-duplicate-modules.js'
import type { KnownModule } from './known-module.js'
import type { Requirement } from './requirement.js'

/** A native that a guest is granted, with the globals that it has with it. */
interface Granted {
  readonly by: KnownModule | null
  /** Where the manifest brings it in. */
  readonly at: Span
  readonly globals: readonly string[]
}

/**
 * Finds guests that are granted one global twice. What a native of the project puts there is known only once it has been
 * loaded, so natives that come with Tenon are told apart alone.
 */
export function findGlobalClashes(
  requirements: readonly Requirement[],
  names: readonly RequireName[],
): readonly Diagnostic[] {
  const told = new Set<string>()
  const guests = new Set(requirements.flatMap(({ from }) => (from.syntax.kind === 'guest' ? [from] : [])))
  return [...guests].flatMap((guest) =>
    grantedTo(guest, requirements, names).flatMap((given, index, all) => {
      const first = all.slice(0, index).find(({ globals }) => globals.some((name) => given.globals.includes(name)))
      const name = first?.globals.find((one) => given.globals.includes(one))
      const path = given.by === null ? 'presets' : given.by.path
      if (first === undefined || name === undefined || told.has(`${path} ${name}`)) return []
      told.add(`${path} ${name}`)
      const note = first.by === null ? 'this preset gives it already' : 'first given here'
      const hint = `"${name}" is a global that both bring along, and guest "${guest.id}" is granted both: grant it one of them`
      return [
        diagnostic(
          'module_duplicate_name_error',
          given.at,
          { name },
          { path, related: [{ note, at: first.at }], hint },
        ),
      ]
    }),
  )
}

/** Each giver once, as it is registered: what presets give, then in the order of the manifest. */
function grantedTo(
  guest: KnownModule,
  requirements: readonly Requirement[],
  names: readonly RequireName[],
): readonly Granted[] {
  const own = requirements.filter(({ from }) => from === guest)
  const preset = own.flatMap(({ to, written: { text } }) => {
    const at = names.find(({ name, module }) => name === text && module === null)?.at
    return to !== null || at === undefined ? [] : [{ by: null, at, globals: globalsOf(presetSource(text)) }]
  })
  const givers = [...new Set(own.flatMap(({ to }) => to ?? []))].sort((left, right) => left.index - right.index)
  return [
    ...preset,
    ...givers.map((by) => ({ by, at: by.syntax.source.at, globals: globalsOf(by.syntax.source.text) })),
  ]
}

function globalsOf(source: string): readonly string[] {
  return builtInModules.get(source)?.globals ?? []
}
