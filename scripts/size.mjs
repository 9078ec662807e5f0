// What a user's bundle pays for Tenon: the generated helpdesk with the runtime, minified and gzipped, without a database driver.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

// What it is today, so that it may only shrink. The goal is 20,000: of the rest, a third is the app's own program.
const budget = 28_200
const root = fileURLToPath(new URL('..', import.meta.url))
const entry = join(root, 'generated', 'helpdesk', 'index.ts')

await measure()

async function measure() {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    alias: sources(),
    external: ['tenon/store/sqlite', 'node:*'],
    logLevel: 'error',
  })
  const bytes = gzipSync(outputFiles[0].contents, { level: 9 }).length
  console.log(`${bytes} of ${budget} bytes, min + gzip`)
  if (bytes > budget) process.exitCode = 1
}

// The sources and not dist, so that the number is never that of an older build.
function sources() {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const found = Object.entries(exports).filter(([name, target]) => target.default && name !== './store/sqlite')
  return Object.fromEntries(
    found.map(([name, target]) => [
      `tenon${name.slice(1)}`,
      join(root, target.default.replace('./dist/', '').replace(/\.js$/, '.ts')),
    ]),
  )
}
