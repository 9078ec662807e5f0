type AnyFunction = (...args: never[]) => unknown

/** Holds the one function that the host had compiled last, until it is taken. */
export interface Compiled {
  give(fn: AnyFunction): void
  take(): AnyFunction
}

export function createCompiled(): Compiled {
  let last: AnyFunction | undefined
  return {
    give(fn) {
      last = fn
    },
    take() {
      const fn = last
      last = undefined
      if (fn === undefined) throw new Error('Nothing was compiled')
      return fn
    },
  }
}
