import type { GuestDoors, GuestRequire } from '../../require/guest/open-modules.js'

type CallHost = (name: string, args: readonly unknown[]) => unknown

const { apply } = Reflect
const FunctionOfGuest = Function

/**
 * Files and ES modules. Evaluated when they are first needed: a guest that is one bundle never does, and every call of it copies
 * its whole VM.
 */
export function lazyModules(callHost: CallHost, natives: Pick<GuestDoors, 'native' | 'nativeOf'>): () => GuestRequire {
  let opened: GuestRequire | undefined
  return () => {
    if (opened !== undefined) return opened
    const module: { exports: unknown } = { exports: {} }
    apply(new FunctionOfGuest('module', callHost('module code', []) as string), undefined, [module])
    opened = (module.exports as (doors: GuestDoors) => GuestRequire)({
      ...natives,
      resolve: (specifier, importer) => callHost('module resolve', [specifier, importer]) as never,
      load: (id) => callHost('module load', [id]) as never,
      entry: () => callHost('module entry', []) as number,
      cycle: (chain) => void callHost('module cycle', [chain]),
    })
    return opened
  }
}
