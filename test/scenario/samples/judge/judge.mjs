// Finds words civil, and none of them nice.
export default {
  kind: 'provider',
  activate: () => ({
    'guards.semantic.evaluate': ({ rule, context }) => ({ pass: rule.includes('rude') && context.rows.length === 0 }),
  }),
}
