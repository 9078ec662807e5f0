import { defineProvider } from 'tenon/provider'
import type { Ports } from '../generated/desk/contracts.js'

// The parameters of the misspelt function have no types, and that follows from its name.
export default defineProvider<Ports, 'mail.send' | 'mail.read'>({
  activate() {
    return {
      'mail.sent': async ({ to }, { stepKey }) => ({ message_id: `${to}/${stepKey}` }),
      'mail.read': async () => ({ text: '' }),
    }
  },
})
