// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.
/* biome-ignore-all lint: generated */
/* biome-ignore-all format: generated */
/** What runs in the VM. */
export const guestCode: string = `// src/module/process/guest/index.ts
var env;
var process = {
  platform: "tenon",
  // Asked for when it is read: the host does not answer while the module loads.
  get env() {
    env ??= Object.freeze(host.env());
    return env;
  }
};
Object.defineProperty(process, "process", { value: process });
module.exports = process;
`
/** The body of its `declare module`. */
export const declaration: string = `/** The variables that the config names, as far as they are set. It cannot be changed. */
export const env: Readonly<Record<string, string | undefined>>
export const platform: 'tenon'
/** The module itself. */
declare const self: { readonly env: Readonly<Record<string, string | undefined>>; readonly platform: 'tenon' }

export { self as process }
`
