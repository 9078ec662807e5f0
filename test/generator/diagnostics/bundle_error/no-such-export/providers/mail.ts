import { defineProvider } from 'tenon/providers'

export default defineProvider({
  activate: () => ({ 'mail.send': async () => ({ message_id: 'm-1' }) }),
})
