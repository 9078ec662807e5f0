import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { root } from '../harness/source-files.js'

/** A process that ended: with an exit code, or with the signal that killed it. */
export interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly output: string
}

/** A process that runs, and its end. */
export interface Child {
  readonly ended: Promise<Ended>
  kill(): void
}

/** Bundles a source file of the repository into the folder; gives the path of the script. */
export function bundleScript(source: string, folder: string): string {
  const script = join(folder, source.replace(/\W+/g, '-').replace(/-ts$/, '.mjs'))
  buildSync({
    entryPoints: [join(root, source)],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  })
  return script
}

/** Runs a script in a process of its own, which finds packages where this one does unless `isBare`. */
export function runScript(script: string, parameters: readonly string[], isBare = false): Child {
  const { NODE_PATH: _, ...environment } = process.env
  const child = spawn(process.execPath, [script, ...parameters], {
    env: isBare ? environment : { ...environment, NODE_PATH: join(root, 'node_modules') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      output += part.toString()
    })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, output }))
  })
  return { ended, kill: () => child.kill('SIGKILL') }
}
