// What guests get for `require('time')`: the host's clocks.

interface Host {
  now(): number
  iso(): string
  monotonic(): number
}

declare const host: Host
declare const module: { exports: unknown }

const monotonic = (): number => host.monotonic()

module.exports = {
  now: () => host.now(),
  iso: () => host.iso(),
  monotonic,
  since: (start: number) => monotonic() - start,
  performance: Object.freeze({ now: monotonic }),
}
