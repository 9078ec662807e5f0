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
  readonly config: readonly BuiltInSetting[]
  readonly runsOn: 'any' | 'node'
}

/** One member of a built-in's config. */
export interface BuiltInSetting {
  readonly name: string
  readonly form: SettingForm
  /** Where several stand for one another, one of them is required: `instead` names the others. */
  readonly required: boolean
  readonly instead?: readonly string[]
  /** What makes it needless, and may stand beside it; an empty list does not. */
  readonly or?: readonly string[]
  /** The one word that it may say beside another setting. */
  readonly beside?: { readonly name: string; readonly word: string }
  /** What a suggested manifest line says. */
  readonly example: string
}

/**
 * Texts are never blank; what a reference to the environment gives is only known when the app starts. `file`: the path of a
 * file, and no database in memory; `store`: the id of a module that lends the data of the app; `member`: the name of an entry
 * of another setting; `count`: a whole number of at least 1; `amount`: a number of at least 0; `place`: a path from `/`;
 * `headers`: what may stand in every request, by name.
 */
export type SettingForm =
  | 'text'
  | 'any-text'
  | 'texts'
  | 'any-texts'
  | 'texts-by-name'
  | 'mapping'
  | 'flag'
  | 'count'
  | 'amount'
  | 'url'
  | 'origins'
  | 'headers'
  | 'place'
  | 'file'
  | 'store'
  | { readonly kind: 'member'; readonly of: string }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  /** `place` names the setting of each that no two say alike; `root` is a setting beside the list that stands for "/". */
  | {
      readonly kind: 'list'
      readonly of: readonly BuiltInSetting[]
      readonly place: string
      readonly root: string
    }
  /** Settings by name, or where `orTexts` is there names alone. */
  | { readonly kind: 'by-name'; readonly of: readonly BuiltInSetting[]; readonly orTexts?: true }
  /** Settings by name, which a word among them decides about. */
  | { readonly kind: 'by-name-and-kind'; readonly cases: Readonly<Record<string, readonly BuiltInSetting[]>> }

const storePorts = [
  { port: 'collections.read', version: '1.0.0' },
  { port: 'collections.write', version: '1.0.0' },
  ...historyPorts.map(({ id, version }) => ({ port: id, version })),
  { port: 'session.read', version: '1.0.0' },
  { port: 'session.write', version: '1.0.0' },
]

const usual = { provides: [], capabilities: [], registers: [], globals: [], config: [], runsOn: 'any' } as const
const provider = { ...usual, kind: 'provider' } as const

function setting(name: string, form: SettingForm, example: string): BuiltInSetting {
  return { name, form, required: false, example }
}

function needed(name: string, form: SettingForm, example: string): BuiltInSetting {
  return { ...setting(name, form, example), required: true }
}

const access = setting('access', { kind: 'word', words: ['read', 'write'] }, 'read')

const mount: readonly BuiltInSetting[] = [
  needed('at', 'place', '/out'),
  { ...needed('root', 'text', './out'), instead: ['files'] },
  setting('files', 'texts-by-name', '{ a.txt: text }'),
  { ...access, beside: { name: 'files', word: 'read' } },
]

const command: readonly BuiltInSetting[] = [needed('path', 'text', 'git'), setting('args', 'any-texts', '[log]')]

const engines: Readonly<Record<string, readonly BuiltInSetting[]>> = {
  echo: [needed('kind', 'text', 'echo'), needed('reply', 'any-text', 'Hello')],
  openai: [
    needed('kind', 'text', 'openai'),
    needed('baseUrl', 'url', 'https://api.example.org/v1'),
    needed('model', 'text', 'small'),
    setting('apiKey', 'any-text', '"${env:LLM_KEY}"'),
    setting('headers', 'texts-by-name', '{ x-team: desk }'),
    setting('body', 'mapping', '{ seed: 1 }'),
    setting('stream', 'flag', 'true'),
    setting('timeoutMs', 'count', '60000'),
    setting('retries', 'amount', '2'),
    setting('retryDelayMs', 'amount', '500'),
    setting('maxRetryAfterMs', 'amount', '30000'),
    setting('maxReplyBytes', 'count', '8388608'),
    setting('temperature', 'amount', '1'),
    setting('maxTokens', 'count', '300'),
  ],
}

/** Headers that nobody but the host sets: how a message is cut into pieces, and whom a connection belongs to. */
export const headersOfHost: ReadonlySet<string> = new Set([
  ...['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive', 'upgrade', 'te', 'trailer', 'expect'],
  ...['origin', 'referer', 'via', 'date'],
])

const timers = ['Timeout', 'Interval', 'Immediate'].flatMap((name) => [`set${name}`, `clear${name}`])

/** What guests may require of the host, by the names that it has everywhere; what it may do follows. */
const natives: Readonly<Record<string, Partial<BuiltInModule>>> = {
  buffer: { capabilities: ['pure'], globals: ['Buffer', 'atob', 'btoa'] },
  console: { capabilities: ['clock'], globals: ['console'] },
  crypto: { capabilities: ['random'] },
  database: {
    capabilities: ['db'],
    config: [
      { ...needed('store', 'store', 'store'), instead: ['file'] },
      setting('file', 'file', './data/other.db'),
      access,
      setting('maxRows', 'count', '1000'),
      setting('maxKb', 'count', '1024'),
    ],
  },
  events: { capabilities: ['pure'] },
  exec: {
    capabilities: ['process'],
    config: [
      needed('commands', { kind: 'by-name', of: command, orTexts: true }, '[git]'),
      setting('timeoutMs', 'count', '5000'),
      setting('outputKb', 'count', '256'),
      setting('cwd', 'text', './work'),
      setting('env', 'texts-by-name', '{ LANG: C }'),
    ],
    runsOn: 'node',
  },
  fetch: {
    capabilities: ['net'],
    globals: ['fetch', 'Headers', 'Response'],
    config: [
      needed('origins', 'origins', '["https://api.example.org"]'),
      setting('maxBodyKb', 'count', '256'),
      setting('timeoutMs', 'count', '5000'),
      setting('headers', 'headers', '{ accept: application/json }'),
    ],
  },
  fs: {
    capabilities: ['fs.read', 'fs.write'],
    config: [
      { ...needed('root', 'text', './files'), or: ['mounts'] },
      access,
      setting(
        'mounts',
        { kind: 'list', of: mount, place: 'at', root: 'root' },
        '[{ at: /out, root: ./out, access: write }]',
      ),
      setting('maxReadKb', 'count', '1024'),
    ],
    runsOn: 'node',
  },
  path: { capabilities: ['pure'] },
  process: {
    capabilities: ['env'],
    globals: ['process'],
    config: [setting('env', 'texts', '[LANG]')],
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
      config: [needed('file', 'text', './data/app.db')],
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
      config: [
        setting('engines', { kind: 'by-name-and-kind', cases: engines }, '{ canned: { kind: echo, reply: Hello } }'),
        setting('default', { kind: 'member', of: 'engines' }, 'canned'),
      ],
      runsOn: 'any',
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
