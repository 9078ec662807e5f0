/** What stacks name the bundle of a guest. */
export const bundleFile = 'tenon:guest'

/** Lines that stand before the first of a bundle. */
export const linesBefore = 1

/** The function that a bundle is the body of, as the expression of a script. */
export function wrapBundle(code: string): string {
  return `(function (module, exports, require) {\n${code}\n})`
}
