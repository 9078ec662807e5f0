// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.
/* biome-ignore-all lint: generated */
/* biome-ignore-all format: generated */
/** What runs in the VM. */
export const guestCode: string = `// src/module/time/guest/index.ts
var monotonic = () => host.monotonic();
module.exports = {
  now: () => host.now(),
  iso: () => host.iso(),
  monotonic,
  since: (start) => monotonic() - start,
  performance: Object.freeze({ now: monotonic })
};
`
/** The body of its `declare module`. */
export const declaration: string = `/** The time on the host's clock, in milliseconds since the epoch. */
export function now(): number

/** The time on the host's clock as RFC 3339 text in UTC, with three fraction digits. */
export function iso(): string

/** Milliseconds since the runtime was made, with fractions; never goes back. */
export function monotonic(): number

/** Milliseconds since \`start\`, which \`monotonic\` gave. */
export function since(start: number): number

/** As the global \`performance\`: its \`now\` is \`monotonic\`. */
export const performance: { readonly now: () => number }
`
