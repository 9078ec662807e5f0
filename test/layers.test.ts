import { describe, expect, it } from 'vitest'
import type { ImportGraph } from './harness/source-files.js'
import { findImportCycles, importsOf, listFiles, readImports, resolveImport } from './harness/source-files.js'

interface Layer {
  /** A folder, `folder/*` for each folder in it by itself, or `folder/*.ts` for the files that lie directly in it. */
  readonly at: string
  /** Folders or files whose exports it may import, beside its own. */
  readonly may: readonly string[]
  readonly node?: boolean
  readonly packages?: readonly string[] | 'any'
}

const core = ['src/contract', 'src/semantics', 'src/projection']
const natives = [
  'src/contract',
  'src/engine/index.ts',
  'src/module/guest',
  'src/module/host',
  'src/module/buffer/index.ts',
  'src/module/util/index.ts',
]
const faces = [
  'src/engine.ts',
  'src/engine-files.ts',
  'src/runtime.ts',
  'src/program.ts',
  'src/provider.ts',
  'src/testing.ts',
]
const reported = ['generator/artifact', 'generator/diagnostic']
const phases = ['1-read', '2-parse', '3-check', '4-model', '5-emit', '6-bundle'].map((phase) => `generator/${phase}`)

/** Who may import whom. The first row that holds a file is that file's layer. */
const layers: readonly Layer[] = [
  { at: 'src/contract', may: [] },
  { at: 'src/semantics', may: ['src/contract'], packages: ['@noble/hashes'] },
  // How rows sort and how ties break are meanings of the language.
  { at: 'src/projection', may: ['src/contract', 'src/semantics'] },
  { at: 'src/kernel', may: core },
  { at: 'src/store/memory', may: [...core, 'src/store/*.ts'] },
  { at: 'src/store/sqlite', may: [...core, 'src/store/*.ts'], node: true, packages: ['better-sqlite3'] },
  { at: 'src/store/postgres', may: [...core, 'src/store/*.ts'], node: true, packages: ['pg'] },
  { at: 'src/store/*.ts', may: core },
  { at: 'src/flow', may: core },
  // Scenarios run through the runtime, which is handed to them.
  { at: 'src/scenario', may: core },
  // What a specifier means is the same question when an app is built and when it runs.
  { at: 'src/resolve', may: [] },
  {
    at: 'src/engine',
    may: ['src/contract', 'src/resolve'],
    packages: ['@jitl/quickjs-wasmfile-release-sync', '@jridgewell/trace-mapping'],
  },
  // Code of the VM that the guest code of several natives is bundled with.
  { at: 'src/module/guest', may: [] },
  // What the hosts' sides of several natives are made of.
  { at: 'src/module/host', may: ['src/contract'] },
  { at: 'src/module/fs', may: natives, node: true, packages: ['native:buffer'] },
  { at: 'src/module/exec', may: natives, node: true, packages: ['native:buffer'] },
  // The driver, and what is lent of a store's file, are the store's.
  {
    at: 'src/module/database',
    may: [...natives, 'src/store/sqlite/open-connection.ts'],
    node: true,
    packages: ['native:buffer'],
  },
  // A native names the natives that its guest code requires; the packages are bundled into guest code.
  {
    at: 'src/module/*',
    may: natives,
    packages: ['@noble/hashes', 'buffer', 'core-js-pure', 'js-yaml', 'native:buffer', 'native:util', 'path-browserify'],
  },
  { at: 'src/provider/*', may: ['src/contract', 'src/engine/index.ts'] },
  { at: 'src/provider/*.ts', may: ['src/contract', 'src/engine/index.ts'] },
  // A surface words its own refusals, and calls the app through `AppRuntime` alone.
  { at: 'src/surface/*', may: ['src/contract', 'src/semantics', 'src/surface/*.ts'] },
  { at: 'src/surface/*.ts', may: ['src/contract', 'src/semantics'] },
  // Threads of guests hold the engine's own VM.
  { at: 'src/host/node/guest-worker', may: ['src/contract', 'src/engine'], node: true },
  // Loaded when the first TypeScript source of a guest is.
  { at: 'src/host/node', may: ['src/contract', 'src/semantics', 'src/resolve'], node: true, packages: ['esbuild'] },
  { at: 'src/host/*.ts', may: ['src/contract', 'src/semantics'], packages: ['@noble/hashes'] },
  { at: 'src/engine-files.ts', may: ['src/host/node'] },
  {
    at: 'src/*.ts',
    may: [
      ...core,
      'src/kernel',
      'src/engine',
      'src/resolve',
      'src/host/*.ts',
      'src/store/*.ts',
      'src/store/memory',
      'src/flow',
      'src/surface',
      'src/scenario',
    ],
  },
  // The model and the checked composition say what the runtime will be given in the runtime's own words.
  { at: 'generator/artifact', may: ['src/contract'] },
  { at: 'generator/language', may: ['generator/artifact', 'src/contract'] },
  { at: 'generator/diagnostic', may: ['generator/artifact', 'src/resolve'], node: true },
  // What a phase proposes becomes edits of the text; where the scalars of YAML stand, the parser knows.
  { at: 'generator/fix', may: [...reported, 'generator/2-parse/yaml'], node: true, packages: ['js-yaml'] },
  { at: 'generator/suppress', may: [...reported, 'generator/2-parse/yaml'], packages: ['acorn'] },
  { at: 'generator/1-read', may: [...reported, 'src/resolve'], node: true, packages: 'any' },
  { at: 'generator/2-parse', may: [...reported, 'generator/language', 'src/contract'], packages: 'any' },
  {
    at: 'generator/3-check',
    may: [...reported, 'generator/language', 'src/contract', 'src/resolve'],
    packages: 'any',
  },
  // Both halves must hash alike, so the canonical text and the hash are the runtime's.
  {
    at: 'generator/4-model',
    may: ['generator/artifact', 'src/contract', 'src/semantics', 'src/host/digest.ts'],
    packages: 'any',
  },
  {
    at: 'generator/5-emit',
    may: ['generator/artifact', 'generator/language', 'src/contract', 'src/semantics'],
    packages: 'any',
  },
  // Emitted code is run where there is no disk: it may link against the faces that the code imports, and nothing else.
  {
    at: 'generator/evaluate',
    may: [
      'generator/artifact',
      'src/contract',
      'src/program.ts',
      'src/provider/*.ts',
      'src/store/memory',
      'src/store/sqlite',
    ],
    node: true,
    packages: ['esbuild'],
  },
  { at: 'generator/6-bundle', may: reported, node: true, packages: 'any' },
  // How values of two types relate is one question, whether the types are of one spec or of two.
  { at: 'generator/diff', may: [...reported, 'generator/3-check/type', 'src/contract'] },
  {
    at: 'generator/cli',
    may: [...phases, ...reported, 'generator/diff', 'generator/fix', 'generator/*.ts', 'src/contract', ...faces],
    node: true,
    packages: 'any',
  },
  { at: 'generator/plugin', may: [...reported, 'generator/*.ts'], node: true, packages: 'any' },
  {
    at: 'generator/*.ts',
    may: [...phases, ...reported, 'generator/suppress', 'generator/evaluate', 'src/contract', ...faces],
    node: true,
    packages: 'any',
  },
]

function isIn(place: string, path: string): boolean {
  if (place.endsWith('/*.ts')) return path.startsWith(place.slice(0, -4)) && !path.slice(place.length - 4).includes('/')
  if (place.endsWith('/*')) return path.startsWith(place.slice(0, -1)) && path.slice(place.length - 1).includes('/')
  return path === place || path.startsWith(`${place}/`)
}

/** What a file's own layer is called: the row, and in a row of the form `folder/*` the folder. */
function homeOf(layer: Layer, path: string): string {
  if (!layer.at.endsWith('/*')) return layer.at
  return layer.at.slice(0, -1) + path.slice(layer.at.length - 1).split('/')[0]
}

function findBreaches(graph: ImportGraph): string[] {
  const found: string[] = []
  for (const [file, specifiers] of graph) {
    const layer = layers.find((row) => isIn(row.at, file))
    if (layer === undefined) found.push(`${file} stands in no layer`)
    else
      for (const specifier of specifiers)
        if (!isAllowed(layer, file, specifier)) found.push(`${file} imports ${specifier}`)
  }
  return found
}

function isAllowed(layer: Layer, file: string, specifier: string): boolean {
  if (specifier.startsWith('node:')) return layer.node === true
  if (specifier.startsWith('.')) {
    const target = resolveImport(file, specifier)
    return isIn(homeOf(layer, file), target) || layer.may.some((place) => isIn(place, target))
  }
  const { packages = [] } = layer
  return packages === 'any' || packages.some((name) => specifier === name || specifier.startsWith(`${name}/`))
}

const bannedWords = ['utils', 'helpers', 'common', 'shared', 'misc', 'v2']
const bannedNames = ['types', 'base', 'new']

function findBannedPaths(paths: readonly string[]): string[] {
  return paths.filter((path) =>
    path
      .replace(/\.[^/]*$/, '')
      .split('/')
      .some((part) => bannedNames.includes(part) || part.split('-').some((word) => bannedWords.includes(word))),
  )
}

describe('the repository', async () => {
  const graph = await readImports(['src', 'generator'])

  it('imports along the layers only', () => {
    expect(findBreaches(graph)).toEqual([])
  })

  it('has no import cycle', () => {
    expect(findImportCycles(graph)).toEqual([])
  })

  it('has no path that says nothing', () => {
    expect(findBannedPaths(listFiles(['src', 'generator', 'scripts', 'templates', 'examples', 'bench']))).toEqual([])
  })
})

describe('the check of layers', () => {
  const cases: readonly (readonly [file: string, specifier: string, allowed: boolean])[] = [
    ['src/contract/a.ts', './b.js', true],
    ['src/contract/a.ts', '../semantics/b.js', false],
    ['src/semantics/a.ts', '../contract/b.js', true],
    ['src/semantics/a.ts', '@noble/hashes/sha2.js', true],
    ['src/semantics/a.ts', '@noble/hashes-of-another', false],
    ['src/projection/a.ts', '../semantics/b.js', true],
    ['src/kernel/a.ts', '../store/memory/index.js', false],
    ['src/kernel/a.ts', 'node:crypto', false],
    ['src/kernel/a.ts', 'crypto', false],
    ['src/kernel/a.ts', '../../generator/artifact/model.js', false],
    ['src/store/memory/a.ts', '../unit-of-work.js', true],
    ['src/store/memory/a.ts', '../sqlite/b.js', false],
    ['src/store/unit-of-work.ts', './memory/index.js', false],
    ['src/store/sqlite/a.ts', 'node:fs', true],
    ['src/store/sqlite/a.ts', 'better-sqlite3', true],
    ['src/store/memory/a.ts', 'better-sqlite3', false],
    ['src/provider/ids.ts', '../contract/provider.js', true],
    ['src/provider/ids.ts', 'node:crypto', false],
    ['src/provider/ids.ts', '../store/memory/index.js', false],
    ['src/module/path/a.ts', '../url/b.js', false],
    ['src/module/path/a.ts', '../../engine/index.js', true],
    ['src/module/crypto/index.ts', '../buffer/index.js', true],
    ['src/module/crypto/index.ts', '../buffer/guest/index.js', false],
    ['src/module/crypto/guest/index.ts', 'native:buffer', true],
    ['src/module/crypto/index.ts', 'node:crypto', false],
    ['src/module/path/a.ts', '../../engine/owner.js', false],
    ['src/surface/http/a.ts', '../web/b.js', false],
    ['src/surface/http/a.ts', '../../store/memory/index.js', false],
    ['src/surface/http/a.ts', '../answer.js', true],
    ['src/surface/http/a.ts', '../../kernel/invoke.js', false],
    ['src/surface/answer.ts', './http/a.js', false],
    ['src/http.ts', './surface/http/a.js', true],
    ['src/runtime.ts', './kernel/invoke.js', true],
    ['src/runtime.ts', './host/system-clock.js', true],
    ['src/host/system-clock.ts', './node/files.js', false],
    ['src/host/node/a.ts', '../../resolve/b.js', true],
    ['src/resolve/a.ts', '../contract/b.js', false],
    ['src/engine/require/a.ts', '../../resolve/b.js', true],
    ['generator/1-read/a.ts', '../../src/resolve/b.js', true],
    ['generator/3-check/a.ts', '../../src/engine/b.js', false],
    ['src/kernel/a.ts', '../host/system-clock.js', false],
    ['src/runtime.ts', './store/sqlite/index.js', false],
    ['src/runtime.ts', './host/node/files.js', false],
    ['src/host/node/guest-worker/a.ts', '../../../engine/vm/b.js', true],
    ['src/host/node/guest-worker/a.ts', '../../../kernel/b.js', false],
    ['src/engine/a.ts', '../host/node/guest-worker/b.js', false],
    ['src/elsewhere/a.ts', './b.js', false],
    ['generator/artifact/a.ts', '../diagnostic/b.js', false],
    ['generator/artifact/a.ts', '../../src/semantics/b.js', false],
    ['generator/2-parse/a.ts', '../language/b.js', true],
    ['generator/2-parse/a.ts', '../../src/semantics/b.js', false],
    ['generator/2-parse/a.ts', '../1-read/read.js', false],
    ['generator/2-parse/a.ts', '../diagnostic/b.js', true],
    ['generator/3-check/a.ts', 'node:path', false],
    ['generator/4-model/a.ts', '../diagnostic/b.js', false],
    ['generator/5-emit/a.ts', '../../src/semantics/b.js', true],
    ['generator/5-emit/a.ts', '../../src/kernel/b.js', false],
    ['generator/6-bundle/a.ts', '../5-emit/emit.js', false],
    ['generator/compile.ts', './5-emit/emit.js', true],
    ['generator/compile.ts', './cli/main.js', false],
    ['generator/compile-app.ts', '../src/program.js', true],
    ['generator/compile-app.ts', '../src/kernel/invoke.js', false],
    ['generator/cli/main.ts', '../build.js', true],
  ]

  it.each(cases)('%s importing %s: %s', (file, specifier, allowed) => {
    expect(findBreaches(new Map([[file, [specifier]]])).length === 0).toBe(allowed)
  })

  it('reads imports of types, re-exports and types in place, and nothing from texts', async () => {
    const text = [
      "import type { A } from './a.js'",
      "import { type B } from './b.js'",
      "export type { C } from './c.js'",
      "export * from './d.js'",
      "type E = import('./e.js').E",
      "const late = () => import('./f.js')",
      "// import './g.js'",
      "const emitted = `\nimport type { H } from 'tenon/h'\n`",
      'export type { E }',
      'export type I = A | B',
    ]
    const expected = ['./a.js', './b.js', './c.js', './d.js', './e.js', './f.js']
    expect(await importsOf(text.join('\n'))).toEqual(expected)
  })

  it('finds a cycle of types over three files', () => {
    const graph = new Map([
      ['src/a.ts', ['./b.js']],
      ['src/b.ts', ['./c/d.js']],
      ['src/c/d.ts', ['../a.js']],
    ])
    expect(findImportCycles(graph)).toEqual([['src/a.ts', 'src/b.ts', 'src/c/d.ts', 'src/a.ts']])
  })

  it('knows the paths that say nothing', () => {
    const paths = ['src/kernel/utils.ts', 'src/shared/a.ts', 'src/date-helpers.ts', 'src/types.ts', 'src/base/a.ts']
    expect(findBannedPaths([...paths, 'src/kernel/new-runtime.ts', 'src/check-types.ts'])).toEqual(paths)
  })
})
