import type { AppModel } from '../artifact/app-model.js'
import type { CheckedComposition, CheckedGuest, CheckedModule } from '../artifact/checked-composition.js'
import type { GuestPolicy, LockedModule, Lockfile } from '../artifact/lockfile.js'

/** What the lockfile of a checked project says. */
export function makeLockfile(model: AppModel, composition: CheckedComposition, hostApiVersion: string): Lockfile {
  const hashes = new Map(model.ports.map(({ id, version, contractHash }) => [`${id}@${version}`, contractHash]))
  return {
    lockVersion: 1,
    appId: model.app.id,
    hostApiVersion,
    specHash: model.specHash,
    modules: Object.fromEntries(
      composition.modules.map((module) => [module.id, lockModule(module, hashes, model.compilerVersion)]),
    ),
    order: composition.modules.map(({ id }) => id),
    bindings: Object.fromEntries(
      composition.bindings.map(({ port, version, module }) => [`${port}@${version}`, module]),
    ),
  }
}

function lockModule(
  { kind, source, resolved, provides, guest }: CheckedModule,
  hashes: ReadonlyMap<string, string>,
  compilerVersion: string,
): LockedModule {
  const ports = provides.map(({ port, version }) => `${port}@${version}`)
  return {
    kind,
    source,
    version: resolved.kind === 'found' ? resolved.version : compilerVersion,
    integrity: guest?.integrity ?? (resolved.kind === 'found' ? resolved.integrity : null),
    provides: Object.fromEntries(ports.map((port) => [port, hashes.get(port) ?? null])),
    ...(guest === null ? {} : { policy: policyOf(guest) }),
  }
}

function policyOf({ requires, limits, isolation, lifetime }: CheckedGuest): GuestPolicy {
  return { requires, limits, isolation, lifetime }
}

/** A lockfile as it stands on disk: sorted keys, two spaces, one fact a line. */
export function printLockfile(lockfile: Lockfile): string {
  return `${JSON.stringify(sortKeys(lockfile), null, 2)}\n`
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([key, member]) => [key, sortKeys(member)]))
}
