import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, isAbsolute, join } from 'node:path'
import { EnvironmentFailure } from '../../diagnostic/environment-failure.js'
import type { TenonPackage } from '../tenon-package.js'

/** What TypeScript says at one place; lines and columns from 1. */
export interface TypeFinding {
  /** Relative to the folder that TypeScript runs in, forward slashes; or absolute. */
  readonly file: string
  readonly line: number
  readonly column: number
  /** `TS2322`. */
  readonly code: string
  /** What is wrong, then why, each reason deeper than the one before. */
  readonly lines: readonly string[]
}

export interface Checked {
  readonly findings: readonly TypeFinding[]
  /** Every file that was read, absolute. */
  readonly files: readonly string[]
}

/** The TypeScript that Tenon came with: where it lies, and its version. Throws an `EnvironmentFailure` where it is gone. */
export function findTypescript(): { readonly folder: string; readonly version: string } {
  const require = createRequire(import.meta.url)
  try {
    const { version }: { readonly version: string } = require('typescript/package.json')
    return { folder: dirname(require.resolve('typescript/package.json')), version }
  } catch (refusal) {
    throw new EnvironmentFailure('TypeScript, which checks code, is not installed; --no-types does without', refusal)
  }
}

/** What TypeScript is run over. */
export interface TscRequest {
  /** Where it runs, absolute. */
  readonly cwd: string
  /** Where its tsconfig.json may be written, absolute. */
  readonly folder: string
  readonly tenon: TenonPackage
  readonly options: Readonly<Record<string, unknown>>
}

/** Checks files, given by absolute path. */
export async function runTsc(
  { cwd, folder, tenon, options: own }: TscRequest,
  files: readonly string[],
): Promise<Checked> {
  const { paths: ownPaths, ...others } = own
  // Once it is compiled, what the package says of its types stands beside its code.
  const typed = [...tenon.exports].map(([name, file]) => [name, [file.replace(/\.js$/, '.d.ts')]] as const)
  const paths = Object.fromEntries(typed)
  const compilerOptions = { ...options, ...others, paths: { ...(ownPaths ?? {}), ...paths } }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
  return readOutput(await askTsc(['-p', folder, '--pretty', 'false', '--listFiles'], cwd))
}

const options = {
  strict: true,
  target: 'ES2023',
  module: 'preserve',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  allowJs: true,
  checkJs: false,
  skipLibCheck: true,
  noEmit: true,
}

/** What TypeScript prints. */
export function askTsc(args: readonly string[], cwd: string): Promise<string> {
  return run([join(findTypescript().folder, 'bin', 'tsc'), ...args], cwd)
}

function run(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (failure, stdout, stderr) => {
      // TypeScript ends with 1 or 2 where it found something, and has printed it.
      const isRun = failure === null || failure.code === 1 || failure.code === 2
      if (isRun) resolve(stdout)
      else reject(new EnvironmentFailure(`TypeScript cannot be run: ${stderr.trim() || failure.message}`, failure))
    })
  })
}

const finding = /^(.+)\((\d+),(\d+)\): error (TS\d+): (.*)$/

/** `file(line,column): error TS2322: …`, further lines of it indented; and the files, one a line. */
function readOutput(out: string): Checked {
  const findings: TypeFinding[] = []
  const files: string[] = []
  for (const line of out.split(/\r?\n/)) {
    const [, file, at, column, code, text] = finding.exec(line) ?? []
    const last = findings.at(-1)
    if (file !== undefined && code !== undefined && text !== undefined)
      findings.push({ file: file.replaceAll('\\', '/'), line: Number(at), column: Number(column), code, lines: [text] })
    else if (/^\s+\S/.test(line) && last !== undefined)
      findings[findings.length - 1] = { ...last, lines: [...last.lines, line.trim()] }
    // What is wrong with no file is wrong with how the project is set up, which is not looked into here.
    else if (isAbsolute(line)) files.push(line)
  }
  return { findings, files }
}
