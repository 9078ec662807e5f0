// What a user's bundle pays for Tenon: generated apps with the runtime, minified and gzipped, without a store of files and
// without the engine and what guests may require. The code of guests counts: it is the app's own program.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

// Paid for by those who grant them, and measured elsewhere.
const apart = ['./store/sqlite', './engine', './module/*']

const root = fileURLToPath(new URL('..', import.meta.url))

// What each is today, so that it may only shrink: an app of records alone, and one that uses the whole language.
const budgets = {
  'test/generator/samples/notes/_want/index.ts': 37_000,
  'generated/helpdesk/index.ts': 69_200,
}

for (const [entry, budget] of Object.entries(budgets)) {
  const { all, program } = await measure(join(root, entry))
  console.log(`${all} of ${budget} bytes, min + gzip, ${program} of them the app's own program: ${entry}`)
  if (all > budget) process.exitCode = 1
}

async function measure(entry) {
  const options = {
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    alias: sources(),
    external: [...apart.map((name) => `tenon${name.slice(1)}`), 'node:*'],
    logLevel: 'error',
  }
  const folder = join(entry, '..')
  const files = ['program.ts', 'guests.ts'].filter((file) => existsSync(join(folder, file)))
  const contents = files.map((file) => `export * from './${file}'`).join('\n')
  const own = { ...options, entryPoints: [], stdin: { contents, resolveDir: folder }, alias: {}, external: ['tenon/*'] }
  return { all: await sizeOf(options), program: await sizeOf(own) }
}

async function sizeOf(options) {
  const { outputFiles } = await build(options)
  return gzipSync(outputFiles[0].contents, { level: 9 }).length
}

// The sources and not dist, so that the number is never that of an older build.
function sources() {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const found = Object.entries(exports).filter(([name, target]) => target.default && !apart.includes(name))
  return Object.fromEntries(
    found.map(([name, target]) => [
      `tenon${name.slice(1)}`,
      join(root, target.default.replace('./dist/', '').replace(/\.js$/, '.ts')),
    ]),
  )
}
