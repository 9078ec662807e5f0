import type { Crossing } from '../../contract/native.js'
import type { Vm } from '../../contract/owned-runtime.js'
import type { OwnerCore } from '../owner/owner-core.js'

type Value = Crossing | undefined

/** The VM as others see it: each use is part of the job that is on it, or a job of its own. */
export class OwnedVm implements Vm {
  readonly #vm: Vm
  readonly #core: () => OwnerCore

  constructor(vm: Vm, core: () => OwnerCore) {
    this.#vm = vm
    this.#core = core
  }

  get depth(): number {
    return this.#vm.depth
  }

  evaluate(source: string, file: string): Value | Promise<Value> {
    return this.#core().enter(() => this.#vm.evaluate(source, file))
  }

  setGlobal(...given: Parameters<Vm['setGlobal']>): void {
    this.#core().enter(() => this.#vm.setGlobal(...given))
  }

  getGlobal(name: string): Value {
    return this.#core().enter(() => this.#vm.getGlobal(name))
  }
}
