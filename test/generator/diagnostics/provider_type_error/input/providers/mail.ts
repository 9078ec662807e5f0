import { defineProvider } from 'tenon/provider'
import type { Ports } from '../generated/desk/contracts.js'

export default defineProvider<Ports, 'mail.send'>({
  activate: () => ({
    'mail.send': async ({ to, copies, from }) => ({ message_id: `${from}-${to}-${copies.toFixed()}` }),
  }),
})
