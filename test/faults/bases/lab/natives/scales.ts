import { defineNative } from 'tenon/provider'

export default defineNative({
  name: 'scales',
  capabilities: ['pure'],
  exports: { weigh: (label: string): number => label.length },
})
