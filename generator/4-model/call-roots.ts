/** The roots that say something of the call and nothing of a row. No alias may have these names. */
export const callRoots: ReadonlySet<string> = new Set(['input', 'principal', 'ctx'])
