// What it costs to go from a spec to files, cold: a new process each time. Tenon checks, writes and bundles; the lean
// pipeline is the floor; the peers read the same contracts (the OpenAPI document that Tenon emits, or TypeSpec source).
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { printTable, summarise } from '../measure.mjs'
import { makeProject } from './make-project.mjs'

const bench = join(dirname(fileURLToPath(import.meta.url)), '..')
const root = join(bench, '..')
const cli = join(root, 'dist/cli/main.js')
const bin = (name) => join(bench, 'node_modules', '.bin', name)

export async function run({ rounds = 5, sizes = '100,1000' }) {
  const results = {}
  for (const size of sizes.split(',').map(Number)) {
    results[size] = measure(size, rounds)
    printTable(`${size} entrypoints`, results[size], 'lean pipeline (floor)', (ms) => `${Math.round(ms)} ms`)
  }
  return { unit: 'milliseconds per process, median', rounds, results }
}

function measure(size, rounds) {
  // Inside the repository, so that both `tenon` and the peers resolve as they do for a user.
  const dir = mkdtempSync(join(bench, 'out-'))
  try {
    const { lines } = makeProject(dir, size)
    console.log(`\n${size} entrypoints, ${lines} lines of YAML`)
    prepare(dir, size)
    const contenders = commands(dir)
    for (const { before, argv } of Object.values(contenders)) timed(argv, dir, before)
    const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]))
    const names = Object.keys(contenders)
    for (let round = 0; round < rounds; round++) {
      for (let turn = 0; turn < names.length; turn++) {
        const name = names[(turn + round) % names.length]
        times[name].push(timed(contenders[name].argv, dir, contenders[name].before))
      }
    }
    return summarise(times, 'lean pipeline (floor)')
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** The peers' inputs and settings, made once and not timed. */
function prepare(dir, size) {
  timed([process.execPath, cli, 'generate', '-C', dir], dir)
  copyFileSync(join(dir, 'generated', `bench-${size}`, 'openapi.json'), join(dir, 'openapi.json'))
  symlinkSync(join(bench, 'node_modules'), join(dir, 'typespec', 'node_modules'))
}

function commands(dir) {
  const clean = () => {
    for (const made of ['generated', '.tenon', 'tenon.lock']) rmSync(join(dir, made), { recursive: true, force: true })
  }
  return {
    'lean pipeline (floor)': { argv: [process.execPath, join(bench, 'generate/lean.mjs'), dir] },
    'tenon build (files, lock, bundle)': {
      argv: [process.execPath, cli, 'build', '-C', dir, '--no-frozen', '--quiet'],
      before: clean,
    },
    'tenon generate (files)': { argv: [process.execPath, cli, 'generate', '-C', dir, '--quiet'], before: clean },
    'openapi-typescript (types)': { argv: [bin('openapi-typescript'), 'openapi.json', '-o', 'openapi-types.ts'] },
    'orval (fetch client)': {
      argv: [bin('orval'), '--input', './openapi.json', '--output', './orval/api.ts', '--client', 'fetch'],
    },
    'TypeSpec (openapi3)': {
      argv: [
        bin('tsp'),
        'compile',
        'typespec/main.tsp',
        '--emit',
        '@typespec/openapi3',
        '--output-dir',
        'typespec-out',
      ],
    },
  }
}

function timed([command, ...args], cwd, before) {
  before?.()
  const start = process.hrtime.bigint()
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, CI: '' } })
  const ms = Number(process.hrtime.bigint() - start) / 1e6
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${done.stdout}\n${done.stderr}`)
  return ms
}
