import { defineProvider } from 'tenon/provider'
import type { Ports } from '../generated/hostile-names_2/contracts.js'

export default defineProvider<Ports, 'class.static'>({
  activate: () => ({ 'class.static': (input) => ({ delete: input.new ?? '' }) }),
})
