/** What shows an object as it is now, and lets nobody change it. */
export function readOnlyView(target: object): object {
  const refuse = (): boolean => false
  return new Proxy(target, {
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
    setPrototypeOf: refuse,
    preventExtensions: refuse,
  })
}
