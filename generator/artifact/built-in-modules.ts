import type { ModuleKind } from './documents.js'

/** A module that comes with Tenon and is named `tenon:…` in a manifest. */
export interface BuiltInModule {
  readonly kind: ModuleKind
  /** What an emitted import names; null for one that this version checks but cannot load yet. */
  readonly specifier: string | null
  /** The ports it provides where the manifest does not say. */
  readonly provides: readonly { readonly port: string; readonly version: string }[]
  /** Null: the config is not looked into, because nothing of this version reads it. */
  readonly config: readonly BuiltInSetting[] | null
  readonly runsOn: 'any' | 'node'
}

/** One member of a built-in's config; every one is text. */
export interface BuiltInSetting {
  readonly name: string
  readonly required: boolean
  /** What a suggested manifest line says. */
  readonly example: string
}

const storePorts = [
  { port: 'collections.read', version: '1.0.0' },
  { port: 'collections.write', version: '1.0.0' },
  { port: 'session.read', version: '1.0.0' },
  { port: 'session.write', version: '1.0.0' },
] as const

const native = { kind: 'native', specifier: null, provides: [], config: null, runsOn: 'any' } as const

/** Every built-in by the name that a manifest's `source` gives it. */
export const builtInModules: ReadonlyMap<string, BuiltInModule> = new Map<string, BuiltInModule>([
  [
    'tenon:sqlite',
    {
      kind: 'provider',
      specifier: 'tenon/store/sqlite',
      provides: storePorts,
      config: [{ name: 'file', required: true, example: './data/app.db' }],
      runsOn: 'node',
    },
  ],
  [
    'tenon:memory',
    { kind: 'provider', specifier: 'tenon/store/memory', provides: storePorts, config: [], runsOn: 'any' },
  ],
  [
    'tenon:ids',
    {
      kind: 'provider',
      specifier: 'tenon/provider/ids',
      provides: [{ port: 'ids.generate', version: '1.0.0' }],
      config: [],
      runsOn: 'any',
    },
  ],
  ['tenon:buffer', native],
  ['tenon:console', native],
  ['tenon:crypto', native],
  ['tenon:database', native],
  ['tenon:events', native],
  ['tenon:exec', { ...native, runsOn: 'node' }],
  ['tenon:fetch', native],
  ['tenon:fs', { ...native, runsOn: 'node' }],
  ['tenon:path', native],
  ['tenon:process', { ...native, runsOn: 'node' }],
  ['tenon:time', native],
  ['tenon:timers', native],
  ['tenon:url', native],
  ['tenon:util', native],
  ['tenon:yaml', native],
])

/** The names that each preset gives to guests: `tenon:safe` is what needs nothing but `pure`, `clock` and `random`. */
export const presets: ReadonlyMap<string, readonly string[]> = new Map([
  ['tenon:safe', ['buffer', 'console', 'crypto', 'events', 'path', 'time', 'timers', 'url', 'util', 'yaml']],
])
