import { defineNative } from 'tenon/provider'

export default defineNative({
  name: 'geo',
  capabilities: ['pure'],
  exports: { distance: (from: number, to: number): number => Math.abs(from - to) },
})
