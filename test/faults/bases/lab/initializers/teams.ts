import { defineInitializer } from 'tenon/provider'

export default defineInitializer({
  id: 'teams',
  registers: ['teams'],
  init: ({ registry }) =>
    registry.register('teams', { capabilities: ['pure'], exports: { rateOf: (grade: string) => grade.length } }),
})
