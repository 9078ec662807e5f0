// What guests get for `require('process')`, and for the global of that name, which is the same object.

declare const module: { exports: unknown }
declare const host: { env(): Record<string, string> }

let env: Readonly<Record<string, string>> | undefined

const process = {
  platform: 'tenon',
  // Asked for when it is read: the host does not answer while the module loads.
  get env(): Readonly<Record<string, string>> {
    env ??= Object.freeze(host.env())
    return env
  },
}

// The export that the global is; listed, it would be a circle.
Object.defineProperty(process, 'process', { value: process })

module.exports = process
