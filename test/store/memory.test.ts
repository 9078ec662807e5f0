import { createMemoryStore } from '../../src/store/memory/index.js'
import { describeStore } from './store.suite.js'

describeStore('the memory store', () => {
  const store = createMemoryStore()
  return { connect: () => store, remove: () => {} }
})
