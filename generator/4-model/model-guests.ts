import type {
  CompositionModel,
  GlobalModel,
  GuestModel,
  ModelOptions,
  NativeDeclaration,
  NativeTypesModel,
} from '../artifact/app-model.js'
import { builtInModules, nodeTwins } from '../artifact/built-in-modules.js'
import type { CheckedComposition, CheckedGrant, CheckedModule } from '../artifact/checked-composition.js'
import { guestTypeName, presetIdentifier } from '../artifact/identifier.js'
import { freeIdentifier } from './free-identifier.js'
import { importSpecifier } from './import-specifier.js'
import { compareTexts } from './in-order.js'

/** The guests of an app, and what they may require. */
export function modelGuests(
  composition: CheckedComposition,
  options: ModelOptions,
): Pick<CompositionModel, 'guests' | 'guestNatives' | 'presetNatives'> {
  const taken = new Set<string>()
  const guests = composition.modules.flatMap((module) => modelGuest(module, taken, options))
  const grants = uniqueByName(composition.modules.flatMap(({ guest }) => guest?.grants ?? []))
  const ofPresets = grants.filter(({ module }) => module === null)
  return {
    guests,
    guestNatives: modelNatives(grants, composition, options),
    presetNatives: ofPresets.map(({ name, source }) => ({
      name,
      identifier: presetIdentifier(name),
      specifier: importSpecifier({ id: name, source, resolved: { kind: 'built-in' } }, options.projectFromGenerated),
    })),
  }
}

function modelGuest(
  { id, source, provides, guest, at }: CheckedModule,
  taken: Set<string>,
  { locate }: ModelOptions,
): readonly GuestModel[] {
  if (guest === null) return []
  const { code, map, integrity, grants, lifetime, isolation, limits } = guest
  const ports = provides.map(({ port }) => port)
  const requires = grants.map(({ name, module, capabilities }) => ({ name, module, capabilities }))
  const bundle = { id, source, code, map, integrity, provides: ports, requires, lifetime, isolation, limits }
  const presetNatives = grants.filter(({ module }) => module === null).map(({ name }) => name)
  return [{ bundle, type: freeIdentifier(guestTypeName(id), taken), presetNatives, origin: locate(at) }]
}

function modelNatives(
  grants: readonly CheckedGrant[],
  composition: CheckedComposition,
  options: ModelOptions,
): readonly NativeTypesModel[] {
  const granted = grants.map((grant) => nativeTypes(grant, composition, options))
  const declared = new Map(granted.map((types) => [types.name, types]))
  // What a built-in says of its types may name those of others.
  const waiting = granted.map((types) => (types.kind === 'alias' ? types.of : types.name))
  for (const name of waiting) {
    const body = options.declarations.get(name)?.body
    if (body === undefined) continue
    waiting.push(...namedIn(body).filter((other) => !waiting.includes(other)))
    if (!declared.has(name)) declared.set(name, { kind: 'declared', name, hasTwin: false, globals: [], body })
  }
  return [...declared.values()].sort((left, right) => compareTexts(left.name, right.name))
}

function nativeTypes(
  { name, module, source }: CheckedGrant,
  { modules }: CheckedComposition,
  { declarations, projectFromGenerated }: ModelOptions,
): NativeTypesModel {
  const hasTwin = nodeTwins.has(name)
  const own = builtInModules.has(source) ? source.slice('tenon:'.length) : null
  if (own !== null) {
    const declaration = declarations.get(own)
    if (declaration === undefined) return { kind: 'unknown', name, hasTwin, globals: [] }
    const globals = globalsOf(declaration)
    if (own === name) return { kind: 'declared', name, hasTwin, globals, body: declaration.body }
    return { kind: 'alias', name, hasTwin, globals, of: own }
  }
  const giver = modules.find(({ id }) => id === module)
  if (giver?.kind !== 'native') return { kind: 'unknown', name, hasTwin, globals: [] }
  return { kind: 'source', name, hasTwin, globals: [], specifier: importSpecifier(giver, projectFromGenerated) }
}

function globalsOf({ body, globals }: NativeDeclaration): readonly GlobalModel[] {
  return Object.entries(globals).map(([global, member]) => ({
    global,
    member,
    isClass: new RegExp(`^export (?:declare )?(?:abstract )?class ${member}\\b(?!<)`, 'm').test(body),
  }))
}

/** The modules that a declaration names. */
export function namedIn(body: string): readonly string[] {
  return [...body.matchAll(/(?:\bfrom|\bimport\() ?['"]([^'"]+)['"]/g)].map(([, name = '']) => name)
}

function uniqueByName(grants: readonly CheckedGrant[]): readonly CheckedGrant[] {
  const known = new Map(grants.map((grant) => [grant.name, grant]))
  return [...known.values()].sort((left, right) => compareTexts(left.name, right.name))
}
