// Rewrites generated/ from the examples, one folder for each example that has an app spec, and the generated documents.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const cli = join(root, 'dist', 'generator', 'cli', 'main.js')

if (!existsSync(cli)) {
  console.error('dist/generator/cli/main.js is missing: run `npm run build` first')
  process.exit(1)
}

const examples = readdirSync(join(root, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(root, 'examples', entry.name, 'app.yaml')))
  .map((entry) => join('examples', entry.name))
  .sort()

for (const example of examples) {
  const { status } = spawnSync(process.execPath, [cli, 'generate', '-C', example], { cwd: root, stdio: 'inherit' })
  if (status !== 0) {
    console.error(`${example}: not generated`)
    process.exitCode = 1
  }
}

await import('./diagnostics-docs.mjs')
