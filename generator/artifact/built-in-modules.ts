import type { NativeCapability } from '../../src/contract/native.js'
import type { ModuleKind } from './documents.js'
import { historyPorts } from './standard-ports.js'

/** A module that comes with Tenon and is named `tenon:…` in a manifest. */
export interface BuiltInModule {
  readonly kind: ModuleKind
  /** What an emitted import names. */
  readonly specifier: string
  /** The ports it provides where the manifest does not say. */
  readonly provides: readonly { readonly port: string; readonly version: string }[]
  /** What it may do to the host. */
  readonly capabilities: readonly NativeCapability[]
  /** The native names that an initializer adds where the manifest does not say. */
  readonly registers: readonly string[]
  /** The globals that a guest has when it is granted a native. */
  readonly globals: readonly string[]
  /** Null: the config is not looked into here; the module holds it against its own type when it starts. */
  readonly config: readonly BuiltInSetting[] | null
  readonly runsOn: 'any' | 'node'
}

/** One member of a built-in's config. */
export interface BuiltInSetting {
  readonly name: string
  readonly form: SettingForm
  /** Where several stand for one another, one of them is required: `instead` names the others. */
  readonly required: boolean
  readonly instead?: readonly string[]
  /** What a suggested manifest line says. */
  readonly example: string
}

/**
 * `store`: the id of a module that keeps the app's data; `count`: a whole number of at least 1; `named`: a list of texts, or a
 * mapping. What is within mappings, the module itself looks into when it starts.
 */
export type SettingForm = 'text' | 'texts' | 'count' | 'mapping' | 'mappings' | 'named' | 'store' | readonly string[]

const storePorts = [
  { port: 'collections.read', version: '1.0.0' },
  { port: 'collections.write', version: '1.0.0' },
  ...historyPorts.map(({ id, version }) => ({ port: id, version })),
  { port: 'session.read', version: '1.0.0' },
  { port: 'session.write', version: '1.0.0' },
]

const usual = { provides: [], capabilities: [], registers: [], globals: [], config: [], runsOn: 'any' } as const
const provider = { ...usual, kind: 'provider' } as const

const access: BuiltInSetting = { name: 'access', form: ['read', 'write'], required: false, example: 'read' }

const timers = ['Timeout', 'Interval', 'Immediate'].flatMap((name) => [`set${name}`, `clear${name}`])

/** What guests may require of the host, by the names that it has everywhere; what it may do follows. */
const natives: Readonly<Record<string, Partial<BuiltInModule>>> = {
  buffer: { capabilities: ['pure'], globals: ['Buffer', 'atob', 'btoa'] },
  console: { capabilities: ['clock'], globals: ['console'] },
  crypto: { capabilities: ['random'] },
  database: {
    capabilities: ['db'],
    config: [
      { name: 'store', form: 'store', required: true, instead: ['file'], example: 'store' },
      { name: 'file', form: 'text', required: false, example: './data/other.db' },
      access,
      { name: 'maxRows', form: 'count', required: false, example: '1000' },
      { name: 'maxKb', form: 'count', required: false, example: '1024' },
    ],
  },
  events: { capabilities: ['pure'] },
  exec: {
    capabilities: ['process'],
    config: [
      { name: 'commands', form: 'named', required: true, example: '[git]' },
      { name: 'timeoutMs', form: 'count', required: false, example: '5000' },
      { name: 'outputKb', form: 'count', required: false, example: '256' },
      { name: 'cwd', form: 'text', required: false, example: './work' },
      { name: 'env', form: 'mapping', required: false, example: '{ LANG: C }' },
    ],
    runsOn: 'node',
  },
  fetch: {
    capabilities: ['net'],
    globals: ['fetch', 'Headers', 'Response'],
    config: [
      { name: 'origins', form: 'texts', required: true, example: '["https://api.example.org"]' },
      { name: 'maxBodyKb', form: 'count', required: false, example: '256' },
      { name: 'timeoutMs', form: 'count', required: false, example: '5000' },
      { name: 'headers', form: 'mapping', required: false, example: '{ accept: application/json }' },
    ],
  },
  fs: {
    capabilities: ['fs.read', 'fs.write'],
    config: [
      { name: 'root', form: 'text', required: true, example: './files' },
      access,
      { name: 'mounts', form: 'mappings', required: false, example: '[{ at: /out, root: ./out, access: write }]' },
      { name: 'maxReadKb', form: 'count', required: false, example: '1024' },
    ],
    runsOn: 'node',
  },
  path: { capabilities: ['pure'] },
  process: {
    capabilities: ['env'],
    globals: ['process'],
    config: [{ name: 'env', form: 'texts', required: false, example: '[LANG]' }],
    runsOn: 'node',
  },
  time: { capabilities: ['clock'], globals: ['performance'] },
  timers: { capabilities: ['clock'], globals: [...timers, 'queueMicrotask'] },
  url: { capabilities: ['pure'], globals: ['URL', 'URLSearchParams'] },
  util: { capabilities: ['pure'], globals: ['TextEncoder', 'TextDecoder'] },
  yaml: { capabilities: ['pure'] },
}

function native([name, facts]: readonly [string, Partial<BuiltInModule>]): readonly [string, BuiltInModule] {
  return [`tenon:${name}`, { ...usual, kind: 'native', specifier: `tenon/module/${name}`, ...facts }]
}

/** Every built-in by the name that a manifest's `source` gives it. */
export const builtInModules: ReadonlyMap<string, BuiltInModule> = new Map<string, BuiltInModule>([
  [
    'tenon:sqlite',
    {
      ...provider,
      specifier: 'tenon/store/sqlite',
      provides: storePorts,
      config: [{ name: 'file', form: 'text', required: true, example: './data/app.db' }],
      runsOn: 'node',
    },
  ],
  ['tenon:memory', { ...provider, specifier: 'tenon/store/memory', provides: storePorts }],
  [
    'tenon:ids',
    { ...provider, specifier: 'tenon/provider/ids', provides: [{ port: 'ids.generate', version: '1.0.0' }] },
  ],
  [
    'tenon:llm',
    {
      ...usual,
      kind: 'initializer',
      specifier: 'tenon/module/llm',
      capabilities: ['llm', 'net'],
      registers: ['llm'],
      config: null,
    },
  ],
  ...Object.entries(natives).map(native),
])

/** The names that each preset gives to guests: `tenon:safe` is what needs nothing but `pure`, `clock` and `random`. */
export const presets: ReadonlyMap<string, readonly string[]> = new Map([['tenon:safe', listSafe()]])

function listSafe(): readonly string[] {
  const isSafe = ({ capabilities = [] }: Partial<BuiltInModule>): boolean =>
    capabilities.every((capability) => capability === 'pure' || capability === 'clock' || capability === 'random')
  return Object.entries(natives)
    .filter(([, facts]) => isSafe(facts))
    .map(([name]) => name)
}

/** Natives that Node has too: guests may call these `node:…` as well. */
export const nodeTwins: ReadonlySet<string> = new Set([
  'buffer',
  'console',
  'crypto',
  'events',
  'fs',
  'path',
  'process',
  'timers',
  'url',
  'util',
])

/** The built-in that gives a name through a preset. */
export function presetSource(name: string): string {
  return `tenon:${name}`
}
