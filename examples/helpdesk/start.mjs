// Bundles server.ts and starts it: `node examples/helpdesk/start.mjs [port]`.
import { build } from 'esbuild'

const here = import.meta.dirname
await build({
  absWorkingDir: here,
  entryPoints: ['./server.ts'],
  outfile: '.tenon/server.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
})
// The paths in modules.yaml count from here.
process.chdir(here)
const { start } = await import('./.tenon/server.mjs')
await start(Number(process.argv[2] ?? 3000))
