import type { CompositionModel, ModelOptions, ModuleModel } from '../artifact/app-model.js'
import type { CheckedComposition, CheckedModule } from '../artifact/checked-composition.js'
import { moduleIdentifier } from '../artifact/identifier.js'
import { type PortUser, sayUser } from '../artifact/port-need.js'
import { freeIdentifier } from './free-identifier.js'
import { importSpecifier } from './import-specifier.js'
import { compareTexts } from './in-order.js'
import { type DeployedApp, modelDeployment } from './model-deployment.js'
import { modelGuests } from './model-guests.js'

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
    ...modelGuests(composition, options),
    needs: needs
      .filter(({ isOptional }) => !isOptional)
      .map(({ port, version, neededBy }) => ({ port, version, neededBy: usersInOrder(neededBy) }))
      .sort((left, right) => compareTexts(left.port, right.port)),
  }
}

function usersInOrder(users: readonly PortUser[]): readonly PortUser[] {
  return [...users].sort((left, right) => compareTexts(sayUser(left), sayUser(right)))
}

function modelModules(
  composition: CheckedComposition,
  { locate, projectFromGenerated }: ModelOptions,
): readonly ModuleModel[] {
  const taken = new Set<string>()
  return composition.modules.map((module) => {
    const { id, kind, source, names, at } = module
    const specifier = importSpecifier(module, projectFromGenerated)
    const identifier = freeIdentifier(moduleIdentifier(id), taken)
    const serves = servedBy(module, composition)
    const requires = [...new Set(module.requires.flatMap((one) => one.module ?? []))]
    return { id, identifier, kind, source, specifier, serves, names, requires, origin: locate(at) }
  })
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
