// @ts-check
import { defineProvider } from 'tenon/provider'

/** @param {string} to */
const post = async (to) => ({ id: to })

export default defineProvider({
  activate() {
    return {
      'mail.send': async ({ to, from }) => {
        const { id } = await post(to)
        return { message_id: id }
      },
    }
  },
})
