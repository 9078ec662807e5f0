import { checkProject } from '../../build.js'
import type { Answer } from '../answer.js'
import { buildAnswer, buildRequest, countParts, describeProject } from '../build-answer.js'
import type { VerbContext } from '../verb-context.js'

/** Proves the project and writes nothing. */
export async function runCheck(context: VerbContext): Promise<Answer> {
  const built = await checkProject(buildRequest(context))
  return buildAnswer(built, (project) => {
    const { queries, mutations, routes, composition } = project.model
    return {
      text: `${project.model.app.id}: fine (${countParts(project)})\n`,
      result: {
        ...describeProject(project),
        queries: queries.map(({ id }) => id),
        mutations: mutations.map(({ id }) => id),
        routes: routes.map(({ id }) => id),
        modules: composition.modules.map(({ id }) => id),
      },
    }
  })
}
