// In: the modules of an app and the presets of its manifest. Out: a factory whose runtimes hold all natives and initializers
// of the app, as configured and over its stores.

import type { NativeModule } from '../../contract/native.js'
import type { ModuleTable, ProviderModule } from '../../contract/provider.js'
import type { FactoryOptions } from '../composition/engine-options.js'
import type { Factory } from '../composition/factory.js'
import { FactoryBuilder } from '../composition/factory-builder.js'
import { runtimeInitializer } from '../composition/initializer-entry.js'
import { nativeModule } from '../composition/native-entry.js'
import type { ActivatedInitializer, ActivatedNative } from './activated.js'

interface ModuleLoader {
  load(id: string): unknown
}

/** An app whose natives scripts are to have. */
export interface ScriptsRequest {
  /** As the emitted `factory.ts` has them. */
  readonly modules: ModuleTable
  /** Natives that a preset of the manifest gives. A module of the manifest wins over one of the same name. */
  readonly presets: readonly NativeModule<never, object>[]
  readonly options?: FactoryOptions | undefined
  /** Starts the app with its modules from this loader. */
  start(loader: ModuleLoader): { readonly ready: Promise<unknown>; close(): Promise<void> }
}

/** What makes runtimes for scripts. `close` closes the app; the runtimes have to be closed before. */
export interface Scripts {
  readonly factory: Factory
  close(): Promise<void>
}

/** Starts an app and composes runtimes of its natives and initializers. Rejects with what kept a module from starting. */
export async function openScripts({ modules, presets, options = {}, start }: ScriptsRequest): Promise<Scripts> {
  const activated = new Map<string, unknown>()
  const app = start({ load: (id) => recorded(id, modules[id], activated) })
  await app.ready
  try {
    const builder = new FactoryBuilder({ ...options, activated: (id) => activated.get(id) })
    const parts = [...activated.values()].filter(isPart)
    const taken = new Set(parts.flatMap((part) => ('native' in part ? part.names : part.registers)))
    builder.withModules(...presets.filter(({ name }) => !taken.has(name)))
    for (const part of parts) {
      if ('native' in part) builder.withModules(nativeModule(part.native, { ...part, config: part.config as never }))
      else
        builder.withRuntimeInitializers(runtimeInitializer(part.initializer, { ...part, config: part.config as never }))
    }
    return { factory: builder.build(), close: () => app.close() }
  } catch (error) {
    await app.close()
    throw error
  }
}

function isPart(instance: unknown): instance is ActivatedNative | ActivatedInitializer {
  return typeof instance === 'object' && instance !== null && ('native' in instance || 'initializer' in instance)
}

function recorded(id: string, module: object | undefined, activated: Map<string, unknown>): unknown {
  if (module === undefined || !('activate' in module)) return module
  const { activate } = module as ProviderModule
  return {
    ...module,
    async activate(context: never) {
      const instance = await activate.call(module, context)
      activated.set(id, instance)
      return instance
    },
  }
}
