// What `tenon check` costs on the helpdesk, beyond a Node process that does nothing: cold, when nothing has changed, and with
// types beside a plain `tsc` over the same files. A new process each time; contenders take turns.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median } from '../measure.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const cli = join(root, 'dist/cli/main.js')
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')

export async function run({ rounds = 21 }) {
  if (!existsSync(cli)) throw new Error('The command line is not built. Run: npm run build')
  // Laid out as in the repository, because paths lead from the example to what is generated.
  const dir = mkdtempSync(join(root, 'bench', 'out-'))
  try {
    const project = layOut(dir)
    const contenders = {
      'an empty process': ['-e', '0'],
      'check, cold': [cli, 'check', '--no-types', '--no-cache'],
      'check, nothing changed': [cli, 'check', '--no-types'],
      'check with types, cold': [cli, 'check', '--no-cache'],
      'check with types, nothing changed': [cli, 'check'],
      'tsc --noEmit': [tsc, '-p', 'tsconfig.bench.json'],
    }
    for (const argv of Object.values(contenders)) timed(argv, project)
    return report(takeTurns(contenders, project, rounds), rounds)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** A copy of the example with its generated files, a folder for the cache, and what plain TypeScript needs. */
function layOut(dir) {
  const project = join(dir, 'examples', 'helpdesk')
  const isSource = (path) => !/(^|\/)(\.tenon|data|node_modules)$/.test(path)
  cpSync(join(root, 'examples', 'helpdesk'), project, { recursive: true, filter: isSource })
  cpSync(join(root, 'generated', 'helpdesk'), join(dir, 'generated', 'helpdesk'), { recursive: true })
  mkdirSync(join(project, '.tenon'))
  const sources = ['guests', 'providers'].flatMap((folder) =>
    readdirSync(join(project, folder)).map((file) => `${folder}/${file}`),
  )
  const files = [...sources, '../../generated/helpdesk/guest.d.ts']
  writeFileSync(join(project, 'tsconfig.bench.json'), JSON.stringify({ compilerOptions: options(), files }))
  return project
}

/** As the check itself has them. */
function options() {
  const declarations = (name) => [join(root, 'dist', 'src', `${name}.d.ts`)]
  return {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: 'ES2023',
    lib: ['ES2023'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
    module: 'preserve',
    moduleResolution: 'bundler',
    moduleDetection: 'force',
    allowImportingTsExtensions: true,
    paths: { 'tenon/provider': declarations('provider'), 'tenon/runtime': declarations('runtime') },
  }
}

function takeTurns(contenders, project, rounds) {
  const names = Object.keys(contenders)
  const times = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round) % names.length]
      times[name].push(timed(contenders[name], project))
    }
  return times
}

/** Milliseconds of a process that must end well. */
function timed(argv, cwd) {
  const start = process.hrtime.bigint()
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd, env: { PATH: process.env.PATH } })
  const time = Number(process.hrtime.bigint() - start) / 1e6
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}:\n${stdout}${stderr}`)
  return time
}

/** Differences and ratios are taken round by round, so that they hold when the machine's speed drifts. */
function report(times, rounds) {
  const empty = times['an empty process']
  const results = {}
  const width = Math.max(...Object.keys(times).map(({ length }) => length))
  console.log(`\n${''.padEnd(width)}  ${'median'.padStart(9)}  ${'beyond empty'.padStart(12)}  in empty processes`)
  for (const [name, all] of Object.entries(times)) {
    const beyond = median(all.map((time, round) => time - empty[round]))
    const ratio = median(all.map((time, round) => (time - empty[round]) / empty[round]))
    results[name] = { time: median(all), beyond, ratio }
    const cells = [`${Math.round(median(all))} ms`.padStart(9), `${Math.round(beyond)} ms`.padStart(12)]
    console.log(`${name.padEnd(width)}  ${cells.join('  ')}  ${ratio.toFixed(1).padStart(18)}`)
  }
  const types = times['check with types, cold']
  const againstTsc = median(types.map((time, round) => time / times['tsc --noEmit'][round]))
  console.log(`\ncheck with types, cold: ${againstTsc.toFixed(2)} × tsc --noEmit over the same files`)
  return { unit: 'milliseconds per process, median', rounds, results, againstTsc }
}
