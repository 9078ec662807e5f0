import { existsSync, rmSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { manifestNames, type ProjectRequest, specNames } from '../../1-read/find-project.js'
import type { AppModel } from '../../artifact/app-model.js'
import { type ProjectState, readState } from '../../read-state.js'
import { UsageFailure } from '../usage-failure.js'
import { findTop, listFiles, readFiles } from './git.js'

/** The project as it stands here, and how it was asked for. */
export interface Here {
  readonly request: ProjectRequest
  /** Absolute. */
  readonly dir: string
}

/** Reads the state to compare with: that of another folder, or of a commit. A `UsageFailure` says why there is none. */
export async function readOtherSide(against: string, here: Here): Promise<AppModel> {
  const folder = resolve(here.request.cwd, against)
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw new UsageFailure(`--against: ${against} is a file, not a folder`)
    return readMoved(here, folder, against)
  }
  const top = await findTop(here.dir)
  // The top is told without links, so the project has to be, too.
  const inside = relative(top, await realpath(here.dir))
  return inTemporaryFolder(async (copy) => {
    const names = [here.request.configPath, here.request.manifestPath].flatMap((path) => path ?? [])
    const given = new Set(
      names.map((path) => slashes(join(inside, relative(here.dir, resolve(here.request.cwd, path))))),
    )
    const files = await listFiles(against, top, (path) => /\.ya?ml$/.test(path) || given.has(path))
    const contents = await readFiles(files, top)
    for (const [index, { path }] of files.entries()) await put(join(copy, path), contents[index] ?? Buffer.of())
    const project = join(copy, inside)
    await mkdir(project, { recursive: true })
    return readMoved(here, project, against)
  })
}

/** Reads the same project where it lies elsewhere. It is looked for in that folder alone: one above is another project. */
async function readMoved({ request, dir }: Here, folder: string, against: string): Promise<AppModel> {
  const move = (path: string | undefined) =>
    path === undefined ? undefined : join(folder, relative(dir, resolve(request.cwd, path)))
  const moved = { cwd: folder, configPath: move(request.configPath), manifestPath: move(request.manifestPath) }
  const isGiven = moved.configPath !== undefined || moved.manifestPath !== undefined
  if (!isGiven && ![...specNames, ...manifestNames].some((name) => existsSync(join(folder, name))))
    throw new UsageFailure(
      `--against: there is no app spec and no module manifest in the project's folder at ${against}`,
    )
  return modelOf(await readState(moved), against)
}

function modelOf({ model }: ProjectState, against: string): AppModel {
  if (model.ok) return model.value
  const [first] = model.diagnostics.filter(({ severity }) => severity === 'error')
  const problem = first === undefined ? '' : `: ${first.at.file}: ${first.message}`
  throw new UsageFailure(`--against: the app at ${against} cannot be compared with${problem}`)
}

/** Outside of the project, and taken away again however the process ends. */
async function inTemporaryFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'tenon-diff-'))
  const clear = (): void => rmSync(folder, { recursive: true, force: true })
  process.once('exit', clear)
  try {
    return await use(folder)
  } finally {
    process.removeListener('exit', clear)
    clear()
  }
}

async function put(file: string, content: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/')
}
