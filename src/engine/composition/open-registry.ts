import type { NativeModule } from '../../contract/native.js'
import type { ModuleRegistry } from '../../contract/owned-runtime.js'
import { EngineError } from '../engine-error.js'
import { isRequireName } from './find-clashes.js'
import { nativeProblems } from './find-malformed-natives.js'
import { type NativeEntry, nativeModule } from './native-entry.js'

/** The natives of one runtime: those that it has by name, and how it takes another. */
export function openRegistry(names: () => readonly string[], register: (entry: NativeEntry) => void): ModuleRegistry {
  return {
    get names() {
      return [...names()].sort()
    },
    register: (name, module) => {
      const problem = isRequireName(name)
        ? names().includes(name)
          ? 'the name is taken'
          : undefined
        : 'it is no such name'
      const [first = problem] = nativeProblems(module)
      if (first !== undefined)
        throw new EngineError('ERR_REGISTER_FAILED', `"${name}" cannot be registered: ${first}.`, { name })
      register(nativeModule({ ...module, kind: 'native', name } as NativeModule<never, object>, { names: [name] }))
    },
  }
}
