import { satisfies } from 'semver'
import { describe, expect, it } from 'vitest'
import { isThere, readText } from './harness/source-files.js'

const oldestNode = '20.19.0'
const kinds = ['dependencies', 'optionalDependencies', 'peerDependencies', 'devDependencies'] as const
type Kind = (typeof kinds)[number]

type Manifest = { readonly engines?: { readonly node?: string } } & {
  readonly [Group in Kind]?: Record<string, string>
}

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly resolved?: string; readonly version?: string }>>
}

const manifest: Manifest = JSON.parse(readText('package.json'))
const declared = kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {}).map((name) => `${name} (${kind})`)).sort()
const names = kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {})).sort()

/** The rows of the tables in docs/dependencies.md: each heading names the group that its table lists. */
function readReasons(text: string): { name: string; kind: string; reason: string }[] {
  let kind = ''
  return text.split('\n').flatMap((line) => {
    kind = /^## .*`(\w+)`/.exec(line)?.[1] ?? kind
    const row = /^\| `([^`]+)` \|(.*)\|$/.exec(line)
    if (row?.[1] === undefined) return []
    return [{ name: row[1], kind, reason: row[2]?.split('|').at(-1)?.trim() ?? '' }]
  })
}

describe('dependencies', () => {
  const reasons = readReasons(readText('docs/dependencies.md'))

  it('each stand in docs/dependencies.md, in their group, and nothing else does', () => {
    expect(reasons.map(({ name, kind }) => `${name} (${kind})`).sort()).toEqual(declared)
  })

  it('each have a reason', () => {
    expect(reasons.filter(({ reason }) => reason.length < 20)).toEqual([])
  })

  it('have caret ranges', () => {
    const ranges = kinds.flatMap((kind) => Object.entries(manifest[kind] ?? {}))
    expect(ranges.filter(([, range]) => !/^[~^]\d+\.\d+\.\d+$/.test(range))).toEqual([])
  })

  it.each(names)(`%s runs on Node ${oldestNode}`, (name) => {
    const installed: Manifest = JSON.parse(readText(`node_modules/${name}/package.json`))
    expect(satisfies(oldestNode, installed.engines?.node ?? '*')).toBe(true)
  })

  it('are asked for in the engines field alike', () => {
    expect(manifest.engines?.node).toBe('>=20.19')
  })

  it.each(['package-lock.json', 'bench/package-lock.json', 'test/node-versions/package-lock.json'].filter(isThere))(
    'are locked in %s without the address of a registry',
    (path) => {
      const { packages }: Lockfile = JSON.parse(readText(path))
      expect(Object.entries(packages).filter(([, entry]) => entry.resolved !== undefined)).toEqual([])
      expect(Object.values(packages).every((entry) => entry.version !== undefined || entry === packages[''])).toBe(true)
      expect(readText(path)).not.toMatch(/https?:\/\/[^"]*(registry|npm)\b[^"]*\.tgz/)
    },
  )
})

describe('the check of dependencies', () => {
  it('reads the group from the heading and the reason from the last column', () => {
    const text = ['## At run time: `dependencies`', '', '| package | reason |', '|---|---|', '| `a` | it does a |']
    expect(readReasons(text.join('\n'))).toEqual([{ name: 'a', kind: 'dependencies', reason: 'it does a' }])
  })
})
