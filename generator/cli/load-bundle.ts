import type { AppRuntime, HostPorts } from '../../src/runtime.js'
import { EnvironmentFailure } from '../diagnostic/environment-failure.js'
import { ModuleFailure } from './module-failure.js'

/** What a bundle exports, as far as the command line needs it. */
interface LoadedBundle {
  createRuntime(hostPorts?: HostPorts): AppRuntime
}

/** Loads a bundle. Throws an `EnvironmentFailure` where a package is missing, and a `ModuleFailure` where a module breaks. */
export async function loadBundle<Exports = LoadedBundle>(url: string): Promise<Exports> {
  try {
    return await import(url)
  } catch (failure) {
    const message = failure instanceof Error ? (failure.message.split('\n')[0] ?? '') : String(failure)
    const code = failure instanceof Error && 'code' in failure ? failure.code : null
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_DLOPEN_FAILED')
      throw new EnvironmentFailure(`the bundle cannot be loaded: ${message}`, failure)
    throw new ModuleFailure(`a module fails as soon as it is loaded: ${message}`)
  }
}
