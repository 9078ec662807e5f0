// Bundles code that runs inside the VM into text: each `guest/index.ts` under src becomes the `guest-code.ts` beside its folder.
// `--check` writes nothing and fails where one is not what its sources give.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const checks = process.argv.includes('--check')

// `import … from 'native:buffer'` in guest code is `require('buffer')` in the VM.
const nativesOfGuests = {
  name: 'natives-of-guests',
  setup(plugin) {
    plugin.onResolve({ filter: /^native:/ }, ({ path }) => ({ path: path.slice('native:'.length), external: true }))
  },
}

for (const entry of findEntries()) {
  const folder = dirname(dirname(entry))
  const file = join(folder, 'guest-code.ts')
  const text = await embed(entry)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
  const name = relative(root, file)
  console.log(checks ? `${name} is not current: run node scripts/embed-guest-code.mjs` : `wrote ${name}`)
  if (checks) process.exitCode = 1
  else writeFileSync(file, text)
}

function findEntries() {
  const files = readdirSync(join(root, 'src'), { recursive: true }).map((path) => path.replaceAll('\\', '/'))
  return files
    .filter((path) => path.endsWith('/guest/index.ts'))
    .sort()
    .map((path) => join(root, 'src', path))
}

async function embed(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'inline',
    logLevel: 'error',
    plugins: [nativesOfGuests],
  })
  const lines = [
    '// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.',
    '/* biome-ignore-all lint: generated */',
    '/* biome-ignore-all format: generated */',
    '/** What runs in the VM. */',
    `export const guestCode: string = ${quote(outputFiles[0].text)}`,
  ]
  const declaration = join(dirname(entry), 'declaration.d.ts')
  if (existsSync(declaration))
    lines.push(
      '/** The body of its `declare module`. */',
      `export const declaration: string = ${quote(readFileSync(declaration, 'utf8'))}`,
    )
  return `${lines.join('\n')}\n`
}

// As a template, so that a change can be read in a diff.
function quote(text) {
  return `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``
}
