import type { NativeModule } from '../../contract/native.js'
import { canonicalName, type NativeNames } from '../../resolve/native-names.js'
import { EngineError } from '../engine-error.js'

type Native = NativeModule<never, object>

/** What brings a native to life in the guest. */
export interface NativeSource {
  /** Null: guests get the host functions themselves. */
  readonly guestCode: string | null
  /** What its guest code may require, by the names that it uses, and which native each is. */
  readonly uses: Readonly<Record<string, string>>
}

/** Which natives there are for `require`. */
export interface NativeSources {
  names(): NativeNames
  /** Undefined: there is none of that id. */
  describe(id: string): NativeSource | undefined
}

/** The natives of one owned runtime: those that guests may require, and those that only other natives use. */
export class NativeTable implements NativeSources {
  readonly #natives = new Map<string, Native>()
  readonly #granted = new Map<string, string>()
  readonly #denied = new Map<string, string>()

  /** What specifiers are resolved against; follows the table. */
  names(): NativeNames {
    return { granted: this.#granted, denied: this.#denied }
  }

  /** Every native that can come to life in the VM, by id. */
  get natives(): ReadonlyMap<string, Native> {
    return this.#natives
  }

  /**
   * Lets guests require a native under its names, the first its own, and gives its id. Throws `ERR_DUPLICATE_MODULE_NAME` where
   * one of them means another native already.
   */
  grant(native: Native, names: readonly string[] = [native.name, ...(native.aliases ?? [])]): string {
    const canonical = [...new Set(names.map(canonicalName))]
    const taken = canonical.find((name) => this.#granted.has(name))
    if (taken !== undefined) throw duplicateName(taken, 'it is granted already')
    const [own = native.name] = canonical
    const id = this.#add(native, this.#unnamed(native) ?? own)
    for (const name of canonical) this.#granted.set(name, id)
    return id
  }

  /** Remembers who keeps guests from requiring a native, so that they are told. */
  deny(names: readonly string[], by: string): void {
    for (const name of names) this.#denied.set(canonicalName(name), by)
  }

  /** What the guest needs to bring a native to life; undefined where there is none of that id. */
  describe(id: string): NativeSource | undefined {
    const native = this.#natives.get(id)
    if (native === undefined) return undefined
    const uses = (native.uses ?? []).flatMap((used) => {
      const usedId = this.#idOf(used) ?? canonicalName(used.name)
      return [used.name, ...(used.aliases ?? [])].map((name) => [canonicalName(name), usedId] as const)
    })
    return { guestCode: native.guestCode ?? null, uses: Object.fromEntries(uses) }
  }

  #add(native: Native, id: string): string {
    const known = this.#natives.get(id)
    if (known === native) return id
    if (known !== undefined) throw duplicateName(id, 'two natives would be one in the VM')
    this.#natives.set(id, native)
    for (const used of native.uses ?? []) if (this.#idOf(used) === undefined) this.#add(used, canonicalName(used.name))
    return id
  }

  // One that came in because another uses it; what is granted must be the same instance.
  #unnamed(native: Native): string | undefined {
    const id = this.#idOf(native)
    return id !== undefined && ![...this.#granted.values()].includes(id) ? id : undefined
  }

  #idOf(native: Native): string | undefined {
    for (const [id, known] of this.#natives) if (known === native) return id
    return undefined
  }
}

function duplicateName(name: string, why: string): EngineError {
  return new EngineError('ERR_DUPLICATE_MODULE_NAME', `"${name}" cannot be granted: ${why}.`, { name })
}
