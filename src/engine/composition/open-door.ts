import type { VmDoor } from '../owner/vm-door.js'
import type { GuestVm } from '../vm/guest-vm.js'

/** What the owner needs of a guest's VM. */
export function openDoor(vm: () => GuestVm, pendingNatives: () => number): VmDoor {
  return new GuestDoor(vm, pendingNatives)
}

// A class, as everything is that each call of a guest has one of: a literal with a getter lives until the whole heap is
// collected, and with it whatever it knows.
class GuestDoor implements VmDoor {
  readonly #vm: () => GuestVm
  readonly #pendingNatives: () => number

  constructor(vm: () => GuestVm, pendingNatives: () => number) {
    this.#vm = vm
    this.#pendingNatives = pendingNatives
  }

  get depth(): number {
    return this.#vm().depth
  }

  get poisoned(): boolean {
    return this.#vm().poisoned
  }

  get pendingNatives(): number {
    return this.#pendingNatives()
  }

  drain(maxJobs: number): number {
    return this.#vm().drain(maxJobs) ? 1 : 0
  }

  interrupt(reason: unknown): void {
    this.#vm().interruption = reason
  }

  clearInterrupt(): void {
    this.#vm().interruption = undefined
  }

  giveUp(): void {
    this.#vm().giveUp?.()
  }

  watch(look: () => void): void {
    this.#vm().look = look
  }
}
