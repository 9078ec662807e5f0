// Writes docs/diagnostics.md from the catalogue and from the first sample of each code.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const built = join(root, 'dist', 'generator', 'diagnostic', 'diagnostics-page.js')

if (!existsSync(built)) {
  console.error('dist is missing: run `npm run build` first')
  process.exit(1)
}

const { diagnosticsPage } = await import(built)
writeFileSync(join(root, 'docs', 'diagnostics.md'), diagnosticsPage(readSamples()))

function readSamples() {
  const folder = join(root, 'test', 'generator', 'diagnostics')
  const samples = readdirSync(folder)
    .sort()
    .map((code) => {
      const [first] = readdirSync(join(folder, code)).sort()
      return [code, readFileSync(join(folder, code, first, '_want.txt'), 'utf8')]
    })
  return new Map(samples)
}
