// `npm run bench -- <name> [--rounds N] [--json FILE]`: runs one benchmark, prints its table, writes its figures as JSON.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const here = dirname(fileURLToPath(import.meta.url))
const benchmarks = {
  invoke: 'calls: a query, a mutation, a rejected input and a replay, against a hand-written function, oRPC and tRPC',
  action: 'an action: one expression, one record in memory, one signal, against the same written by hand',
  engine: 'guests: calls into pristine and kept VMs, against creating, raw calls and another sandbox',
  check: 'what `tenon check` costs on the helpdesk: cold, when nothing has changed, and beside plain tsc',
  generate: 'from spec to files and bundle, cold, against openapi-typescript, orval and TypeSpec',
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, json: { type: 'string' }, sizes: { type: 'string' } },
})
const [name] = positionals
if (name === undefined || !Object.hasOwn(benchmarks, name)) {
  console.error('usage: npm run bench -- <name> [--rounds N] [--json FILE]\n')
  for (const [known, what] of Object.entries(benchmarks)) console.error(`  ${known.padEnd(10)} ${what}`)
  process.exitCode = 2
} else if (name !== 'check' && !existsSync(join(here, 'node_modules'))) {
  console.error('The peers are not installed. Run: npm ci --prefix bench')
  process.exitCode = 2
} else {
  const { run } = await import(`./${name}/run.mjs`)
  const figures = await run({
    rounds: values.rounds === undefined ? undefined : Number(values.rounds),
    sizes: values.sizes,
  })
  const file = values.json ?? join(here, 'out', `${name}.json`)
  mkdirSync(dirname(file), { recursive: true })
  const machine = { node: process.version, cores: cpus().length, platform: `${process.platform} ${process.arch}` }
  writeFileSync(file, `${JSON.stringify({ benchmark: name, machine, ...figures }, null, 2)}\n`)
  console.log(`\nFigures: ${file}`)
}
