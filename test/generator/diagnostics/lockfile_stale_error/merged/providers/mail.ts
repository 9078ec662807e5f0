import { defineProvider } from 'tenon/provider'

export default defineProvider({
  activate: () => ({ 'mail.send': async () => ({ message_id: 'm-1' }) }),
})
