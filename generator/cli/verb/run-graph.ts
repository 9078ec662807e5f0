import { emitProject } from '../../build.js'
import type { Answer } from '../answer.js'
import { buildAnswer, buildRequest } from '../build-answer.js'
import { readGraph } from '../graph/app-graph.js'
import { drawDot, drawMermaid, drawText } from '../graph/draw-graph.js'
import type { VerbContext } from '../verb-context.js'

/** Shows what depends on what, from the entrypoints to the modules. */
export async function runGraph(context: VerbContext): Promise<Answer> {
  const built = await emitProject({ ...buildRequest(context), lock: null })
  const draw = context.flags.format === 'mermaid' ? drawMermaid : context.flags.format === 'dot' ? drawDot : drawText
  const answer = buildAnswer(built, ({ files, model }) => {
    const text = files.files.find(({ path }) => path === 'graph.json')?.text ?? '{}'
    const graph = readGraph(text, model.composition.needs)
    return { text: draw(graph), result: graph.file }
  })
  return { ...answer, keepsOutputPure: true }
}
