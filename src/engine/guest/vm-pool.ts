import type { GuestLimits } from '../../contract/guest.js'
import type { GuestVm, GuestVmHost, VmSource } from '../vm/guest-vm.js'
import { QuickJsVm } from '../vm/quickjs-vm.js'
import { sizeOfImage, type VmImage } from '../vm/vm-image.js'

/** VMs that are kept for the next call, and the memory that they may take together. */
const mostIdle = 16
const mostIdleBytes = 64 * 2 ** 20

/** VMs of one image: taken for a call, in its very state; given back to be put into that state again. */
export class VmPool implements VmSource {
  readonly image: VmImage
  readonly #most: number
  readonly #idle: QuickJsVm[] = []
  #isOpen = true

  constructor(image: VmImage) {
    this.image = image
    this.#most = Math.max(1, Math.min(mostIdle, Math.floor(mostIdleBytes / sizeOfImage(image))))
  }

  get idle(): number {
    return this.#idle.length
  }

  /** A VM that has seen nothing but the image. */
  async take(host: GuestVmHost, limits: GuestLimits): Promise<QuickJsVm> {
    for (let vm = this.#idle.pop(); vm !== undefined; vm = this.#idle.pop()) {
      if (vm.reset(this.image, host, limits)) return vm
      vm.drop()
    }
    return QuickJsVm.restore(this.image, host, limits)
  }

  /** Keeps a VM that has done its call, unless there are enough or it trapped. */
  give(vm: GuestVm): void {
    if (vm instanceof QuickJsVm && this.#isOpen && !vm.poisoned && this.#idle.length < this.#most) this.#idle.push(vm)
    else vm.drop()
  }

  async close(): Promise<void> {
    this.#isOpen = false
    for (const vm of this.#idle.splice(0)) vm.drop()
  }
}
