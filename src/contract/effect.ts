/** What a port may do to the world, in code-unit order. */
export const effectKinds = ['compute', 'emit', 'network', 'read', 'session', 'write'] as const

export type EffectKind = (typeof effectKinds)[number]
