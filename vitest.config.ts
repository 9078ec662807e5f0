import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

// `tenon/<export>` means the sources in tests, so that a test never runs a build that is older than the code it reads.
function sourceAliases(): { find: RegExp; replacement: string }[] {
  const manifest: { exports: Record<string, string | { default: string }> } = JSON.parse(
    readFileSync(`${root}package.json`, 'utf8'),
  )
  return Object.entries(manifest.exports).flatMap(([name, target]) => {
    if (typeof target === 'string') return []
    const source = target.default.replace('./dist/', root).replace(/\.js$/, '.ts')
    return [{ find: new RegExp(`^tenon${name.slice(1)}$`), replacement: source }]
  })
}

const none = ['**/node_modules/**', 'test/**/samples/**', 'test/**/diagnostics/**']
// They measure the memory of their process, or load modules anew.
const alone = ['test/engine/hostile/*.test.ts', 'test/projection/timeline/reading-records.test.ts']

export default defineConfig({
  resolve: { alias: sourceAliases() },
  test: {
    environment: 'node',
    // Most files share a process with others, and what they import is read once: that saves a third of the time.
    projects: [
      {
        extends: true,
        test: { name: 'together', isolate: false, include: ['test/**/*.test.ts'], exclude: [...none, ...alone] },
      },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
    // Processes, not threads: the SQLite driver is native code, and a test may change directory or time zone.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // A set CI would turn the CLI's own default to --frozen in every test that does not say otherwise.
    env: { CI: '' },
  },
})
