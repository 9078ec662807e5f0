export default {
  kind: 'provider',
  activate: () => ({ deactivate: async () => {} }),
} as const
