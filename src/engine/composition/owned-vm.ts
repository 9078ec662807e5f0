import type { Vm } from '../../contract/owned-runtime.js'
import type { OwnerCore } from '../owner/owner-core.js'

/** The VM as others see it: each use is part of the job that is on it, or a job of its own. */
export function createOwnedVm(vm: Vm, enter: OwnerCore['enter']): Vm {
  return {
    get depth() {
      return vm.depth
    },
    evaluate: (source, file) => enter(() => vm.evaluate(source, file)),
    setGlobal: (name, value) => enter(() => vm.setGlobal(name, value)),
    getGlobal: (name) => enter(() => vm.getGlobal(name)),
  }
}
