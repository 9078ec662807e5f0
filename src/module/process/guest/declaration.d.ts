/** The variables that the config names, as far as they are set. It cannot be changed. */
export const env: Readonly<Record<string, string | undefined>>
export const platform: 'tenon'
/** The module itself. */
declare const self: { readonly env: Readonly<Record<string, string | undefined>>; readonly platform: 'tenon' }

export { self as process }
