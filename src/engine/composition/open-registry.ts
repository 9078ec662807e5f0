import type { NativeModule } from '../../contract/native.js'
import type { ModuleRegistry } from '../../contract/owned-runtime.js'
import { EngineError } from '../engine-error.js'
import { isRequireName } from './find-clashes.js'
import { nativeProblems } from './find-malformed-natives.js'
import { type NativeEntry, nativeModule } from './native-entry.js'

/** The natives of one runtime: those that it has by name, and how it takes another. */
export function openRegistry(names: () => readonly string[], register: (entry: NativeEntry) => void): ModuleRegistry {
  return new OpenRegistry(names, register)
}

class OpenRegistry implements ModuleRegistry {
  readonly #names: () => readonly string[]
  readonly #register: (entry: NativeEntry) => void

  constructor(names: () => readonly string[], register: (entry: NativeEntry) => void) {
    this.#names = names
    this.#register = register
  }

  get names(): readonly string[] {
    return [...this.#names()].sort()
  }

  register(name: string, module: Parameters<ModuleRegistry['register']>[1]): void {
    const [first = this.#nameProblem(name)] = nativeProblems(module)
    if (first !== undefined)
      throw new EngineError('ERR_REGISTER_FAILED', `"${name}" cannot be registered: ${first}.`, { name })
    this.#register(nativeModule({ ...module, kind: 'native', name } as NativeModule<never, object>, { names: [name] }))
  }

  #nameProblem(name: string): string | undefined {
    if (!isRequireName(name)) return 'it is no such name'
    return this.#names().includes(name) ? 'the name is taken' : undefined
  }
}
