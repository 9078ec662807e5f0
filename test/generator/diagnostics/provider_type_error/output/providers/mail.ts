import { defineProvider } from 'tenon/provider'

let sent = 0

export default defineProvider({
  async activate({ logger }) {
    return {
      'mail.send': async ({ to }) => {
        logger.info('mail', { to })
        sent++
        return { message_id: sent }
      },
    }
  },
})
