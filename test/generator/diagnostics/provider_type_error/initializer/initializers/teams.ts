import { defineInitializer } from 'tenon/provider'

export default defineInitializer<{ readonly lead: string }>({
  id: 'teams',
  registers: 'teams',
  init: ({ config, registry, vm }) => {
    registry.register('teams', { capabilities: ['pure'], exports: { lead: () => config.lead } })
    vm.run('globalThis.ready = true')
  },
})
