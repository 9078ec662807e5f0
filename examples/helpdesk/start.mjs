// Bundles server.ts and starts it: `node examples/helpdesk/start.mjs [port]`.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

process.chdir(fileURLToPath(new URL('.', import.meta.url)))
await build({
  entryPoints: ['./server.ts'],
  outfile: '.tenon/server.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
})
const { start } = await import('./.tenon/server.mjs')
await start(Number(process.argv[2] ?? 3000))
