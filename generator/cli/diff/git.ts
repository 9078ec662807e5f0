import { spawn } from 'node:child_process'
import { UsageFailure } from '../usage-failure.js'

/** One file of a commit. */
export interface GitFile {
  /** From the top of the repository, forward slashes. */
  readonly path: string
  /** Names the content. */
  readonly hash: string
}

/** The folder at the top of the repository that a folder lies in; a `UsageFailure` where there is none. */
export async function findTop(folder: string): Promise<string> {
  const { code, out, problem } = await git(['rev-parse', '--show-toplevel'], folder)
  if (code !== 0)
    throw new UsageFailure(`--against: git sees no repository around ${folder}, so it takes a folder (${problem})`)
  return out.toString('utf8').trimEnd()
}

/** The files of a commit whose paths a test picks; a `UsageFailure` where git knows no such commit. */
export async function listFiles(
  ref: string,
  top: string,
  isWanted: (path: string) => boolean,
): Promise<readonly GitFile[]> {
  const commit = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], top)
  if (commit.code !== 0) throw new UsageFailure(`--against: "${ref}" is neither a folder nor a commit that git knows`)
  const listed = await git(['ls-tree', '-r', '-z', '--full-tree', commit.out.toString('utf8').trim()], top)
  if (listed.code !== 0) throw new UsageFailure(`--against: git cannot read "${ref}": ${listed.problem}`)
  const lines = listed.out.toString('utf8').split('\0')
  return lines.flatMap((line) => {
    const [, kind, hash = '', path = ''] = /^100\d{3} (blob) ([0-9a-f]+)\t(.*)$/s.exec(line) ?? []
    return kind !== undefined && isWanted(path) ? [{ path, hash }] : []
  })
}

/** The contents of files, in their order. */
export async function readFiles(files: readonly GitFile[], top: string): Promise<readonly Buffer[]> {
  const { code, out, problem } = await git(['cat-file', '--batch'], top, files.map(({ hash }) => `${hash}\n`).join(''))
  if (code !== 0) throw new UsageFailure(`--against: git cannot read what it lists: ${problem}`)
  const contents: Buffer[] = []
  let offset = 0
  for (const { path } of files) {
    const end = out.indexOf('\n', offset)
    const size = Number(/^[0-9a-f]+ blob (\d+)$/.exec(out.toString('utf8', offset, end))?.[1])
    if (end === -1 || Number.isNaN(size)) throw new UsageFailure(`--against: git cannot read ${path}`)
    contents.push(out.subarray(end + 1, end + 1 + size))
    // Behind each content stands a line end.
    offset = end + 1 + size + 1
  }
  return contents
}

interface GitRun {
  readonly code: number | null
  readonly out: Buffer
  /** The first line that git says of a failure. */
  readonly problem: string
}

function git(args: readonly string[], cwd: string, input = ''): Promise<GitRun> {
  return new Promise((resolve, reject) => {
    const out: Buffer[] = []
    const said: Buffer[] = []
    const child = spawn('git', args, { cwd, stdio: ['pipe', 'pipe', 'pipe'] })
    child.on('error', () => reject(new UsageFailure('--against: git cannot be run, so it takes a folder')))
    child.stdout.on('data', (piece: Buffer) => out.push(piece))
    child.stderr.on('data', (piece: Buffer) => said.push(piece))
    // A git that ends early closes its input; what it says of that is enough.
    child.stdin.on('error', () => undefined)
    child.on('close', (code) => {
      const [problem = ''] = Buffer.concat(said).toString('utf8').split('\n')
      resolve({ code, out: Buffer.concat(out), problem })
    })
    child.stdin.end(input)
  })
}
