// Holds the order of the phases that lead to what each module adds to the bundle, and nothing else.
import { join } from 'node:path'
import { emitGuests } from './5-emit/typescript/emit-guests.js'
import { bundleFile } from './6-bundle/bundle-cache.js'
import { type MeasuredBundle, measureBundle } from './6-bundle/measure-bundle.js'
import { type BuildRequest, type BuildResult, bundleRequest, emitProject, gather } from './build.js'

/** What came of weighing a project's modules. */
export interface WeighedProject extends BuildResult {
  readonly weights: (MeasuredBundle & { readonly ok: true }) | null
}

/** Bundles a project in order to weigh its modules. Writes nothing. */
export async function weighProject(request: BuildRequest): Promise<WeighedProject> {
  const emitted = await emitProject(request)
  const { project } = emitted
  if (project === null) return { ...emitted, weights: null }
  await request.phase('bundle')
  const { model } = project
  const { composition } = model
  const guestsWithout = (id: string): string | null => {
    const guests = composition.guests.filter(({ bundle }) => bundle.id !== id)
    return emitGuests({ ...model, composition: { ...composition, guests } }, [])
  }
  const file = join(project.dir, '.tenon', bundleFile(model.app.id))
  const weights = await measureBundle({ ...bundleRequest(project), file, composition, guestsWithout })
  return weights.ok ? { ...emitted, weights } : { ...emitted, ...gather(emitted, weights), weights: null }
}
