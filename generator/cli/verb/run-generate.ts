import { compareProject, generateProject } from '../../build.js'
import type { Answer } from '../answer.js'
import { buildAnswer, buildRequest, describeBuilt, listChanges, sayChanges } from '../build-answer.js'
import type { VerbContext } from '../verb-context.js'

/** Writes the generated files; with `--check` says which of them are not what would be written. */
export async function runGenerate(context: VerbContext): Promise<Answer> {
  const isCheck = context.flags.check === true
  const built = await (isCheck ? compareProject : generateProject)(buildRequest(context))
  const files = built.files?.files ?? []
  return buildAnswer(built, (project) => ({
    text: `${project.generatedDir}: ${sayChanges(files)}\n`,
    result: {
      ...describeBuilt(project),
      folder: project.generatedDir,
      files: files.length,
      changes: listChanges(files),
    },
  }))
}
