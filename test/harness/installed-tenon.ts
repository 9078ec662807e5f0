import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { listFiles, root } from './source-files.js'

/** The package as an installation has it, made from the sources as they are now. `remove` takes it away again. */
export interface InstalledTenon {
  /** The file behind the command `tenon`. */
  readonly command: string
  remove(): void
}

/** Installs the package into a folder of its own. */
export async function installTenon(): Promise<InstalledTenon> {
  const folder = mkdtempSync(join(tmpdir(), 'tenon-installed-'))
  await build({
    absWorkingDir: root,
    entryPoints: listFiles(['src', 'generator']).filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts')),
    outdir: join(folder, 'dist'),
    outbase: root,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    logLevel: 'error',
  })
  cpSync(join(root, 'package.json'), join(folder, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  execFileSync(process.execPath, [join(root, 'scripts', 'bundle-cli.mjs'), folder])
  return {
    command: join(folder, 'dist', 'cli', 'main.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Puts the declarations beside the code, as a published package has them; most tests can do without. */
export async function declareTypes({ command }: InstalledTenon): Promise<void> {
  const folder = join(command, '../..')
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const flags = ['--emitDeclarationOnly', '--noCheck', '--composite', 'false', '--incremental', 'false']
  const args = [tsc, '-p', 'tsconfig.core.json', ...flags, '--outDir', folder]
  const { exitCode, out } = await runProcess([process.execPath, ...args], { directory: root })
  if (exitCode !== 0) throw new Error(`the declarations could not be made: ${out}`)
}

export interface Ended {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly error: string
}

/** Runs a process to its end; `interrupt` is looked for in stderr, and when it is there the process gets a SIGINT. */
export function runProcess(
  command: readonly string[],
  {
    directory,
    input = '',
    interrupt,
  }: { readonly directory: string; readonly input?: string; readonly interrupt?: string },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const [program = '', ...args] = command
    const child = spawn(program, args, { cwd: directory, env: { PATH: process.env.PATH, HOME: directory } })
    const out: Buffer[] = []
    let error = ''
    child.stdout.on('data', (piece: Buffer) => out.push(piece))
    child.stderr.on('data', (piece: Buffer) => {
      error += piece.toString()
      if (interrupt !== undefined && error.includes(interrupt)) child.kill('SIGINT')
    })
    child.on('error', reject)
    child.on('close', (exitCode, signal) => resolve({ exitCode, signal, out: Buffer.concat(out).toString(), error }))
    child.stdin.end(input)
  })
}
