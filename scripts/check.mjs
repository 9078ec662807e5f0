// Runs what must hold, cheapest first, and stops at the first step that fails.
// Prints a line per step, and the count of tests as the last line of all.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = mkdtempSync(join(tmpdir(), 'tenon-check-'))
const report = join(reports, 'tests.json')

const steps = [
  { name: 'lint', commands: [['biome', 'check', '--error-on-warnings']] },
  {
    name: 'types',
    commands: [
      ['tsc', '-b'],
      ['tsc', '-p', 'tsconfig.test.json'],
    ],
  },
  {
    name: 'tests',
    commands: [['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]],
    live: true,
  },
  { name: 'size', commands: [['node', 'scripts/size.mjs']], said: true },
]

try {
  process.exitCode = steps.every(runStep) ? 0 : 1
  console.log(readSummary())
} finally {
  rmSync(reports, { recursive: true, force: true })
}

function runStep(step) {
  const started = performance.now()
  const results = []
  for (const command of step.commands) {
    results.push(run(command, step.live ? 'inherit' : 'pipe'))
    if (results.at(-1).status !== 0) break
  }
  const passed = results.every((result) => result.status === 0)
  const output = results.map((result) => `${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}`).join('')
  if (!passed && output !== '') console.log(output.trimEnd())
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const remark = passed && step.said ? `  ${output.trim()}` : ''
  console.log(`${passed ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(6)} ${seconds.padStart(6)} s${remark}`)
  return passed
}

function run([program, ...args], stdio) {
  const path = join(root, 'node_modules', '.bin')
  const env = { ...process.env, PATH: `${path}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}` }
  const options = {
    cwd: root,
    env,
    stdio: ['ignore', stdio, stdio],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  }
  return spawnSync(program, args, options)
}

function readSummary() {
  let tests
  try {
    tests = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return 'no test was run'
  }
  // A file that cannot be loaded has no failed test in it, and yet it failed.
  const broken = tests.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some(isFailed))
  const skipped = tests.numPendingTests + tests.numTodoTests
  const counts = [`${tests.numPassedTests} passed`, `${tests.numFailedTests + broken.length} failed`]
  return [...counts, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(', ')
}

function isFailed(result) {
  return result.status === 'failed'
}
