// The bundle of a guest: one CommonJS module, whose default export has a function for each port.

type Exports = Record<string, unknown>

/** The guest's end of its ports. */
export interface PortsOfGuest {
  /** Runs the code of a guest, which is a function's body as CommonJS has it. */
  load(run: (...args: never[]) => unknown): void
  /** `:` and the name of a port: what begins so is no other operation. */
  call(name: string, args: readonly unknown[]): unknown
}

const { apply } = Reflect
const { entries, freeze, fromEntries } = Object

export function createPorts(require: (name: string) => unknown): PortsOfGuest {
  let ports: Exports = {}
  return {
    load(run) {
      const module: { exports: Exports } = { exports: {} }
      apply(run, module.exports, [module, module.exports, require])
      const exported = (module.exports.default ?? module.exports) as Exports
      ports = freeze(fromEntries(entries(exported).map(([name, port]) => [`:${name}`, port])))
    },
    call: (name, args) => apply(ports[name] as (...args: unknown[]) => unknown, undefined, args),
  }
}
