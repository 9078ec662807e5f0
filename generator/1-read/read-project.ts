// Takes a folder and what the command line names; gives the texts of the project.
// Promises that every file is there, is UTF-8 and is of bounded size; all that is wrong is reported at once.
// Not its job: understanding any of them. What it must know of a text, it asks for: where the manifest says that the spec
// lies, and where a file of the spec says that further ones lie.

import { dirname, join, relative, resolve, sep } from 'node:path'
import { nowhere } from '../artifact/node.js'
import type { SourceFile, SourceSet } from '../artifact/source-set.js'
import { type Diagnostic, diagnostic } from '../diagnostic/diagnostic.js'
import { conclude, type Outcome, refuse } from '../diagnostic/outcome.js'
import { findProject, type ProjectPaths, type ProjectRequest } from './find-project.js'
import { type FindIncludes, readIncluded } from './read-included.js'
import { readSource } from './read-source.js'

/** The texts of a project, and where it lies. */
export interface Project {
  /** Absolute. */
  readonly dir: string
  readonly sources: SourceSet
}

/** What has to be known of texts in order to find others. */
export interface ReadingQuestions {
  /** The path of the app spec that a manifest names, relative to the manifest; null: none is named. */
  findSpecPath(manifest: SourceFile): string | null
  /** The places where a file of the spec looks for further ones. */
  readonly findIncludes: FindIncludes
}

/** Reads every text of a project. */
export async function readProject(
  request: ProjectRequest,
  { findSpecPath, findIncludes }: ReadingQuestions,
): Promise<Outcome<Project>> {
  const paths = findProject(request)
  const found: Diagnostic[] = paths.ambiguous.map((pair) => tellAmbiguous(paths, pair))
  const manifest = await readManifest(paths, found)
  const specPath = specPathOf(paths, manifest === null ? null : findSpecPath(manifest))
  const spec = await readWanted(paths, specPath, 'app spec', found)
  const lockfile = await readSource(join(paths.dir, 'tenon.lock'), 'tenon.lock')
  if (lockfile.kind === 'refused') found.push(lockfile.diagnostic)
  if (spec === null) return refuse(found)
  const included = await readIncluded(paths.dir, { spec, findIncludes }, found)
  const sources = { spec, included, manifest, lockfile: lockfile.kind === 'read' ? lockfile.file : null }
  return conclude({ dir: paths.dir, sources }, found)
}

function specPathOf({ dir, spec, specIsGiven, manifest }: ProjectPaths, named: string | null): string {
  if (named === null || manifest === null || specIsGiven) return spec ?? join(dir, 'app.yaml')
  return resolve(dirname(manifest), named)
}

async function readManifest(paths: ProjectPaths, found: Diagnostic[]): Promise<SourceFile | null> {
  return paths.manifest === null ? null : readWanted(paths, paths.manifest, 'module manifest', found)
}

async function readWanted(
  { dir }: ProjectPaths,
  absolute: string,
  what: string,
  found: Diagnostic[],
): Promise<SourceFile | null> {
  const path = relativePath(dir, absolute)
  const source = await readSource(absolute, path)
  if (source.kind === 'read') return source.file
  found.push(
    source.kind === 'refused'
      ? source.diagnostic
      : diagnostic('source_not_found_error', nowhere(path), { what, file: path }),
  )
  return null
}

function tellAmbiguous({ dir }: ProjectPaths, [left, right]: readonly [string, string]): Diagnostic {
  const file = relativePath(dir, left)
  return diagnostic('source_ambiguous_error', nowhere(file), { left: file, right: relativePath(dir, right) })
}

/** As diagnostics name files: relative to the project, forward slashes. */
export function relativePath(dir: string, absolute: string): string {
  return relative(dir, absolute).split(sep).join('/')
}
