import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../harness/source-files.js'
import { temporaryFolder } from '../../harness/temporary-folder.js'

/** A project that switches on all that TypeScript offers; `tenon/…` are the sources of this checkout. */
function strictest(): string {
  const sources = {
    'tenon/program': 'src/program.ts',
    'tenon/provider': 'src/provider.ts',
    'tenon/provider/ids': 'src/provider/ids.ts',
    'tenon/runtime': 'src/runtime.ts',
    'tenon/store/memory': 'src/store/memory/index.ts',
  }
  return JSON.stringify({
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions: {
      rootDir: '/',
      noEmit: true,
      composite: false,
      incremental: false,
      lib: ['ES2022', 'ES2024.String'],
      types: [],
      allowUnreachableCode: false,
      allowUnusedLabels: false,
      noPropertyAccessFromIndexSignature: true,
      paths: Object.fromEntries(Object.entries(sources).map(([name, path]) => [name, [join(root, path)]])),
    },
    include: ['**/*.ts'],
  })
}

/** What TypeScript says of a project of these files; what it says of the runtime's own sources is another test's. */
export function typeErrors(files: Readonly<Record<string, string>>): string[] {
  const folder = temporaryFolder({ ...files, 'package.json': '{"type": "module"}', 'tsconfig.json': strictest() })
  try {
    const args = [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.', '--pretty', 'false']
    execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    return []
  } catch (failure) {
    const { stdout } = failure as { stdout: string }
    const lines = stdout.split('\n').filter((line) => line !== '' && !line.startsWith(' '))
    if (!lines.some((line) => line.includes('error TS'))) return [stdout]
    return lines.filter((line) => !line.startsWith('..'))
  }
}
