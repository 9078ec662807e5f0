import type { ValueBag } from '../../contract/native.js'

export function createValueBag(): ValueBag {
  const values = new Map<string, unknown>()
  return {
    get: (key) => values.get(key),
    set: (key, value) => {
      if (key !== '') values.set(key, value)
    },
  }
}
