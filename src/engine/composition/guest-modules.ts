// What a guest's `require` and `import` have of the host, over the natives that its runtime was given.

import { canonicalName } from '../../resolve/native-names.js'
import { createEsModuleLoader, type EsModuleLoader } from '../require/es-modules.js'
import { guestCode } from '../require/guest-code.js'
import { RequireHost } from '../require/require-host.js'
import type { RequireSettings } from '../require/require-settings.js'
import { sourcesOf } from '../require/sources.js'

export interface GuestModulesParts {
  readonly settings: RequireSettings
  /** The names that guests may require, with what each native is known by in the guest. */
  readonly granted: () => ReadonlyMap<string, string>
  /** Runs a script in the VM under that name. */
  readonly evaluate: (source: string, file: string) => void
  /** Work that the guest waits for, and that is no computing of its own. */
  readonly uncharged: <T>(work: () => T) => T
  /** How often the host has entered the VM. */
  readonly entries: () => number
  /** Calls an operation of the guest. */
  readonly ask: (operation: string, args: readonly unknown[]) => unknown
  readonly warn: (message: string, details: { readonly chain: readonly string[] }) => void
}

/** The modules of one guest. */
export interface GuestModules {
  readonly loader: EsModuleLoader
  /** What a script is known as when it asks for modules. */
  entry(file: string): string
  /** What the guest asks for by that name; undefined where it is not about modules. */
  doorOf(name: string): ((...args: readonly never[]) => unknown) | undefined
}

/** What guests ask about modules begins so. */
export const modulePrefix = 'module '

export function openGuestModules(parts: GuestModulesParts): GuestModules {
  const { settings, granted, evaluate, uncharged, entries, ask, warn } = parts
  const sources = sourcesOf(settings)
  const denied = new Map(Object.entries(settings.denied ?? {}).map(([name, by]) => [canonicalName(name), by]))
  const onCycle = (chain: readonly string[]): void =>
    settings.onCycle?.(chain) ?? warn(`Modules require each other in a circle: ${chain.join(' > ')}`, { chain })
  const host = new RequireHost({
    settings,
    sources,
    natives: {
      names: () => {
        const names = [...granted()].map(([name, id]) => [canonicalName(name), id] as const)
        return { granted: new Map(names), denied }
      },
      // The guest was told of its natives when they were registered.
      describe: () => undefined,
    },
    evaluate: (source, file) => evaluate(`${source};undefined`, file),
    onCycle,
  })
  const exportNames = (kind: string, id: string): readonly string[] | null =>
    ask('exportNames', [kind, id]) as readonly string[] | null
  const doors: Readonly<Record<string, (...args: readonly never[]) => unknown>> = {
    'module resolve': (specifier: string, importer: string) => uncharged(() => host.resolve(specifier, importer)),
    'module load': (id: string) => uncharged(() => host.load(id)),
    'module code': () => guestCode,
    'module entry': entries,
    'module cycle': (chain: readonly string[]) => host.cycle(chain),
  }
  const loader = createEsModuleLoader({ host, sources, exportNames })
  let isOpen = false
  return {
    loader: {
      normalize: (base, specifier) => {
        if (!isOpen) void ask('openModules', [])
        isOpen = true
        return uncharged(() => loader.normalize(base, specifier))
      },
      load: (id) => uncharged(() => loader.load(id)),
    },
    entry: (file) => host.entry(file),
    doorOf: (name) => (Object.hasOwn(doors, name) ? doors[name] : undefined),
  }
}
