import { defineProvider } from 'tenon/provider'
import type { Ports } from '../generated/dask/contracts.js'

// Nothing is known of the contract, because the import leads nowhere.
export default defineProvider<Ports, 'mail.drop'>({
  activate: () => ({ 'mail.drop': async (input) => input }),
})
