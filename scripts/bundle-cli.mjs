// The command line in a few files: Node opens and links several hundred modules otherwise, which takes longer than most verbs.
// `node scripts/bundle-cli.mjs [package]` makes `dist/cli` of what `tsc` wrote; most packages with them. What every run needs
// is one file, `main.js`; what it imports when it is wanted, the verbs and what is told of a fault, lies in `late`.
import { rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

// What has files beside its code. The others are bundled: finding a package takes longer than reading it.
const ownFiles = ['@jitl/*', 'better-sqlite3', 'esbuild', 'typescript']

const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)))
// The names of chunks follow from what is in them, so that those of before would stay.
rmSync(join(folder, 'dist', 'cli'), { recursive: true, force: true })

const settings = {
  absWorkingDir: folder,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ownFiles,
  // Names stay, because stacks of bugs are reported.
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
}

const late = new Map()
const leaveLate = {
  name: 'late',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined
      const name = basename(path, '.js')
      const file = resolve(resolveDir, path)
      if ((late.get(name) ?? file) !== file) throw new Error(`two late modules are called ${name}`)
      late.set(name, file)
      return { path: `./late/${name}.js`, external: true }
    })
  },
}

await build({
  ...settings,
  entryPoints: ['dist/generator/cli/main.js'],
  outdir: 'dist/cli',
  // Packages that are CommonJS ask for parts of Node.
  banner: { js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);" },
  plugins: [leaveLate],
})
await build({ ...settings, entryPoints: Object.fromEntries(late), outdir: 'dist/cli/late', splitting: true })
