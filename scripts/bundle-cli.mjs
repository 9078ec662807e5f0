// The command line in a few files: Node opens and links several hundred modules otherwise, which takes longer than most verbs.
// `node scripts/bundle-cli.mjs [package]` makes `dist/cli` of what `tsc` wrote; most packages with them.
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

// What has files beside its code, or would need `require`. The others are bundled: finding a package takes longer than reading it.
const ownFiles = ['@jitl/*', 'better-sqlite3', 'commander', 'esbuild', 'typescript']

const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)))
// The names of chunks follow from what is in them, so that those of before would stay.
rmSync(join(folder, 'dist', 'cli'), { recursive: true, force: true })
await build({
  absWorkingDir: folder,
  entryPoints: ['dist/generator/cli/main.js'],
  outdir: 'dist/cli',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ownFiles,
  // Names stay, because stacks of bugs are reported.
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
})
