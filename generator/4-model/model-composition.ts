import type { CompositionModel, ModelOptions, ModuleModel } from '../artifact/app-model.js'
import type { CheckedComposition, CheckedModule } from '../artifact/checked-composition.js'
import { moduleIdentifier } from '../artifact/identifier.js'
import { importSpecifier } from './import-specifier.js'
import { compareTexts } from './in-order.js'
import { type DeployedApp, modelDeployment } from './model-deployment.js'

/** How the app is composed, for `factory.ts` and for the runtime. */
export function modelComposition(
  composition: CheckedComposition,
  options: ModelOptions,
  app: Omit<DeployedApp, 'compilerVersion'>,
): CompositionModel {
  const { given, target, needs, bindings } = composition
  const { compilerVersion } = options
  return {
    deployment: given ? modelDeployment(composition, { ...app, compilerVersion }) : null,
    target,
    bindings: [...bindings].sort((left, right) => compareTexts(left.port, right.port)),
    modules: modelModules(composition, options),
    needs: needs
      .filter(({ isOptional }) => !isOptional)
      .map(({ port, version, neededBy }) => ({ port, version, neededBy: [...neededBy].sort() }))
      .sort((left, right) => compareTexts(left.port, right.port)),
  }
}

/** A module that nothing of this version loads is part of the deployment, and is not imported. */
function modelModules(
  composition: CheckedComposition,
  { locate, projectFromGenerated }: ModelOptions,
): readonly ModuleModel[] {
  const taken = new Set<string>()
  return composition.modules.flatMap((module) => {
    const { id, kind, source, at } = module
    const specifier = importSpecifier(module, projectFromGenerated)
    if (specifier === null) return []
    const identifier = freeIdentifier(moduleIdentifier(id), taken)
    return [{ id, identifier, kind, source, specifier, serves: servedBy(module, composition), origin: locate(at) }]
  })
}

/** Of two modules whose imports would be called alike, the later one is numbered: nobody else ever names them. */
function freeIdentifier(wanted: string, taken: Set<string>): string {
  let identifier = wanted
  for (let number = 2; taken.has(identifier); number++) identifier = `${wanted}${number}`
  taken.add(identifier)
  return identifier
}

/** The store of an app serves reads and writes alike, whichever of them the app happens to need. */
function servedBy({ id, provides }: CheckedModule, { bindings }: CheckedComposition): readonly string[] {
  const bound = bindings.flatMap(({ port, module }) => (module === id ? [port] : []))
  const ofStore = bound.some(isOfStore) ? provides.map(({ port }) => port).filter(isOfStore) : []
  return [...new Set([...bound, ...ofStore])].sort()
}

function isOfStore(port: string): boolean {
  return port.startsWith('collections.')
}
