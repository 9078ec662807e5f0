import { defineInitializer } from 'tenon/provider'

export default defineInitializer({
  id: 'teams',
  registers: ['teams'],
  init: ({ registry }) =>
    registry.register('teams', {
      capabilities: ['pure'],
      exports: { teamOf: (title: string) => (title.includes('invoice') ? 'desks/billing' : 'desks/support') },
    }),
})
