import type { StoreModule } from '../../contract/provider.js'
import { createMemoryStore } from './memory-store.js'

export { createMemoryFlowStore } from './flow-store.js'
export { createMemoryStore } from './memory-store.js'
export { createMemoryReplayStore } from './replay-store.js'

/** `tenon:memory`: serves `collections.*` and idempotency keys from this process; everything is gone when it ends. */
const memory: StoreModule = {
  kind: 'provider',
  activate: () => {
    const store = createMemoryStore()
    return { store, deactivate: () => store.close() }
  },
}

export default memory
