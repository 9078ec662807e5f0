import type { VmDoor } from '../owner/vm-door.js'
import type { GuestVm } from '../vm/guest-vm.js'

/** What the owner needs of a guest's VM. */
export function openDoor(vm: () => GuestVm, pendingNatives: () => number): VmDoor {
  return {
    get depth() {
      return vm().depth
    },
    get poisoned() {
      return vm().poisoned
    },
    get pendingNatives() {
      return pendingNatives()
    },
    drain: (maxJobs) => (vm().drain(maxJobs) ? 1 : 0),
    interrupt: (reason) => {
      vm().interruption = reason
    },
    clearInterrupt: () => {
      vm().interruption = undefined
    },
    watch: (look) => {
      vm().look = look
    },
  }
}
